// Buys from the quickstart at argv[1] as lnget and aperture's client do, on go-macaroon, the library that both are
// built on. Their own modules cannot be required: the module proxy does not serve them everywhere.
package main

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"regexp"
	"strings"

	"gopkg.in/macaroon.v2"
)

var (
	seller    = os.Args[1]
	failed    = 0
	challenge = regexp.MustCompile(`(?i)(LSAT|L402)\s+macaroon="([^"]+)",\s*invoice="([^"]+)"`)
)

// token is a macaroon with the proof of its payment, and the scheme that it was offered under.
type token struct {
	scheme   string
	mac      *macaroon.Macaroon
	preimage string
}

func main() {
	check("GET is bought with the preimage as a caveat of the macaroon too", func() error {
		return spend(func(t token) http.Header {
			return http.Header{"Authorization": {t.scheme + " " + base64.StdEncoding.EncodeToString(t.paid()) + ":" + t.preimage}}
		})
	})
	check("GET is bought with an LSAT line before the L402 line", func() error {
		return spend(func(t token) http.Header {
			value := base64.StdEncoding.EncodeToString(t.paid()) + ":" + t.preimage
			return http.Header{"Authorization": {"LSAT " + value, "L402 " + value}}
		})
	})
	check("GET is bought with the macaroon as metadata of gRPC", func() error {
		return spend(func(t token) http.Header {
			return http.Header{"Macaroon": {hex.EncodeToString(t.paid())}}
		})
	})
	if failed > 0 {
		os.Exit(1)
	}
}

func check(name string, body func() error) {
	if err := body(); err != nil {
		failed++
		fmt.Printf("not ok - go-macaroon: %s: %v\n", name, err)
		return
	}
	fmt.Printf("ok - go-macaroon: %s\n", name)
}

// spend buys a token, and wants it to be good for one call and no other.
func spend(present func(token) http.Header) error {
	bought, err := buy()
	if err != nil {
		return err
	}
	for i, want := range []int{http.StatusOK, http.StatusPaymentRequired} {
		answer, err := get(present(bought))
		if err != nil {
			return err
		}
		if answer.StatusCode != want {
			return fmt.Errorf("call %d is answered %d instead of %d", i+1, answer.StatusCode, want)
		}
	}
	return nil
}

func buy() (token, error) {
	answer, err := get(nil)
	if err != nil {
		return token{}, err
	}
	// The first line only: Get, as in lnget.
	parts := challenge.FindStringSubmatch(answer.Header.Get("WWW-Authenticate"))
	if answer.StatusCode != http.StatusPaymentRequired || parts == nil {
		return token{}, fmt.Errorf("answered %d without a challenge", answer.StatusCode)
	}
	packet, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil {
		return token{}, err
	}
	mac := &macaroon.Macaroon{}
	if err := mac.UnmarshalBinary(packet); err != nil {
		return token{}, err
	}
	if id := mac.Id(); len(id) != 66 || binary.BigEndian.Uint16(id) != 0 {
		return token{}, errors.New("the identifier is none of version 0")
	}
	preimage, err := pay(parts[3])
	return token{parts[1], mac, preimage}, err
}

// paid is the macaroon with its preimage, in V2 binary.
func (t token) paid() []byte {
	mac := t.mac.Clone()
	if err := mac.AddFirstPartyCaveat([]byte("preimage=" + t.preimage)); err != nil {
		panic(err)
	}
	packet, err := mac.MarshalBinary()
	if err != nil {
		panic(err)
	}
	return packet
}

func pay(invoice string) (string, error) {
	answer, err := http.Post(seller+"/dev/pay", "text/plain", strings.NewReader(invoice))
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	var paid struct{ Preimage string }
	return paid.Preimage, json.NewDecoder(answer.Body).Decode(&paid)
}

func get(header http.Header) (*http.Response, error) {
	request, err := http.NewRequest(http.MethodGet, seller+"/reports/daily", nil)
	if err != nil {
		return nil, err
	}
	for name, values := range header {
		request.Header[name] = values
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	_, err = io.Copy(io.Discard, answer.Body)
	return answer, err
}
