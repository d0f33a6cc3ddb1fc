package dev.briapi.bridge.documentation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A curl as a page has it.
 *
 * @param method the HTTP method
 * @param url where it goes, as it is written
 * @param headers each as {@code Name: value}
 * @param body what is sent; null where nothing is
 */
record CurlCall(String method, String url, List<String> headers, String body) {
  /** Reads the words of a command; an option that the pages do not use is an error. */
  static CurlCall of(List<String> words) {
    String method = null;
    String url = null;
    String body = null;
    List<String> headers = new ArrayList<>();
    Iterator<String> word = words.iterator();
    if (!word.next().equals("curl")) {
      throw new IllegalArgumentException("no curl: " + words);
    }
    while (word.hasNext()) {
      String next = word.next();
      switch (next) {
        case "-i" -> {}
        case "-X" -> method = word.next();
        case "-H" -> headers.add(word.next());
        case "-d" -> body = word.next();
        default -> {
          if (next.startsWith("-") || url != null) {
            throw new IllegalArgumentException("what is " + next + " in " + words);
          }
          url = next;
        }
      }
    }
    if (method == null) {
      method = body == null ? "GET" : "POST";
    }
    return new CurlCall(method, url, List.copyOf(headers), body);
  }
}
