#!/usr/bin/env python3
"""Makes a C++ header of the texts: `embed_texts.py HEADER texts/<language>.properties…`.

A line is `key = ICU message`; `#` begins a comment. Every language must have the keys of English, no more and no fewer.
"""
import os
import sys


def read(file):
    texts = {}
    for number, line in enumerate(open(file, encoding="utf-8"), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        key, separator, text = (part.strip() for part in line.partition("="))
        if not separator or not key or not text:
            sys.exit(f"{file}:{number}: should be `key = text`")
        if key in texts:
            sys.exit(f"{file}:{number}: {key} stands twice")
        texts[key] = text
    return texts


def main():
    header, files = sys.argv[1], sorted(sys.argv[2:])
    languages = {os.path.basename(file).removesuffix(".properties"): read(file) for file in files}
    expected = set(languages["en"])
    for language, texts in languages.items():
        if expected ^ set(texts):
            sys.exit(f"{language}: these keys are missing or too many, compared to en: {sorted(expected ^ set(texts))}")
    out = ["#pragma once", "", "namespace parley::notifications {", "", "struct EmbeddedText {", "  const char* language;", "  const char* key;"]
    out += ["  const char* pattern;", "};", "inline constexpr EmbeddedText kEmbeddedTexts[] = {"]
    for language, texts in languages.items():
        out += [f'    {{"{language}", "{key}", R"text({text})text"}},' for key, text in texts.items()]
    out += ["};", "", "}  // namespace parley::notifications"]
    os.makedirs(os.path.dirname(header), exist_ok=True)
    with open(header, "w", encoding="utf-8") as file:
        file.write("\n".join(out) + "\n")


main()
