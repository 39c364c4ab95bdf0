package com.example.quickstart;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Extractive summary: scores every sentence by how often its words occur in the text, and keeps the best in their order.
 */
final class Summarizer {
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int SHORTEST_WORD = 3;
    private static final Set<String> STOP_WORDS = Set.of(
            "the", "and", "for", "that", "with", "this", "from", "are", "was", "were", "but", "not", "you", "his", "her",
            "its", "has", "have", "had", "they", "their", "been", "will", "would", "can", "could", "into", "than", "then",
            "there", "which", "who", "what", "when", "where", "also", "all", "one", "more", "such", "these", "those");

    private Summarizer() {}

    static String summarize(String text, int sentences) {
        List<String> all = sentences(text);
        Map<String, Integer> frequency = new HashMap<>();
        all.forEach(sentence -> words(sentence).forEach(word -> frequency.merge(word, 1, Integer::sum)));
        return IntStream.range(0, all.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -score(all.get(i), frequency)))
                .limit(Math.max(1, sentences))
                .sorted()
                .map(all::get)
                .collect(Collectors.joining(" "));
    }

    /** The mean weight of the words, so that a long sentence does not win by its length. */
    private static double score(String sentence, Map<String, Integer> frequency) {
        return words(sentence).stream().mapToInt(frequency::get).average().orElse(0);
    }

    private static List<String> sentences(String text) {
        BreakIterator boundaries = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        boundaries.setText(text);
        List<String> found = new ArrayList<>();
        int start = boundaries.first();
        for (int end = boundaries.next(); end != BreakIterator.DONE; start = end, end = boundaries.next()) {
            String sentence = text.substring(start, end).strip();
            if (!sentence.isEmpty()) {
                found.add(sentence);
            }
        }
        return found;
    }

    private static List<String> words(String sentence) {
        return NO_LETTER
                .splitAsStream(sentence.toLowerCase(Locale.ENGLISH))
                .filter(word -> word.length() >= SHORTEST_WORD && !STOP_WORDS.contains(word))
                .toList();
    }
}
