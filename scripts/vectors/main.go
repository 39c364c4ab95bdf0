// Writes macaroons minted by go-macaroon, the library behind aperture and lnd, as JSON for MacaroonVectorsTest.
// Everything is derived from one seed, so that the output is the same on every run.
package main

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"

	"gopkg.in/macaroon.v2"
)

type vector struct {
	Name       string   `json:"name"`
	RootKey    string   `json:"root_key"`
	Identifier string   `json:"identifier"`
	Location   string   `json:"location"`
	Caveats    []string `json:"caveats_hex"`
	Signature  string   `json:"signature"`
	Hex        string   `json:"v2_hex"`
	Base64     string   `json:"v2_base64"`
}

// draw returns n bytes that depend on a label only.
func draw(label string, n int) []byte {
	var out []byte
	for i := uint32(0); len(out) < n; i++ {
		var counter [4]byte
		binary.BigEndian.PutUint32(counter[:], i)
		sum := sha256.Sum256(append([]byte(label), counter[:]...))
		out = append(out, sum[:]...)
	}
	return out[:n]
}

func mint(name, location string, idLength int, caveats ...[]byte) vector {
	rootKey := draw("root "+name, 32)
	identifier := draw("id "+name, idLength)
	if idLength == 66 {
		identifier[0], identifier[1] = 0, 0
	}
	m, err := macaroon.New(rootKey, identifier, location, macaroon.V2)
	check(err)
	hexes := []string{}
	for _, c := range caveats {
		check(m.AddFirstPartyCaveat(c))
		hexes = append(hexes, hex.EncodeToString(c))
	}
	packet, err := m.MarshalBinary()
	check(err)
	return vector{
		Name: name, RootKey: hex.EncodeToString(rootKey), Identifier: hex.EncodeToString(identifier),
		Location: location, Caveats: hexes, Signature: hex.EncodeToString(m.Signature()),
		Hex: hex.EncodeToString(packet), Base64: base64.StdEncoding.EncodeToString(packet),
	}
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	var many [][]byte
	for i := 0; i < 64; i++ {
		many = append(many, []byte(fmt.Sprintf("n=%d", i)))
	}
	vectors := []vector{
		mint("bare", "", 66),
		mint("located", "lsat", 66),
		mint("one caveat", "", 66, []byte("services=weather:0")),
		mint("like aperture", "lsat", 66, []byte("services=weather:0"), []byte("weather_capabilities=read,write"),
			[]byte("weather_valid_until=1800000000")),
		mint("bytes above 0x7f", "", 66, draw("binary caveat", 40)),
		mint("empty caveat", "", 66, []byte{}),
		mint("length of two bytes", "", 66, draw("caveat of 128", 128), draw("caveat of 300", 300)),
		mint("many caveats", "", 66, many...),
		mint("short identifier", "", 1),
		mint("long identifier", "", 200, []byte("x=y")),
	}
	out, err := json.MarshalIndent(map[string]any{
		"provenance": "minted by gopkg.in/macaroon.v2 v2.1.0; regenerate with scripts/vectors/generate",
		"vectors":    vectors,
	}, "", "  ")
	check(err)
	fmt.Println(string(out))
}
