"""Ask the checker the questions of the blind trial, and print its marks.

    python tests/benchmarks/blind_trial.py [seeds] [mark]      mark: print the questions and answers that got it
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.helpers.blind_trial import judged, questions
from tests.helpers.student_styles import STYLES  # noqa: E402


def main():
    seeds, shown = int(sys.argv[1]) if len(sys.argv) > 1 else 4, sys.argv[2:]
    marks, longest, by_form = Counter(), 0.0, Counter()
    for question in questions(seeds):
        began = time.perf_counter()
        mark, sentence = judged(question)
        longest = max(longest, time.perf_counter() - began)
        marks[mark] += 1
        by_form[question.form, mark] += 1
        if mark in shown:
            print(mark, tuple(question), sentence, sep="\n    ", flush=True)
    programs = sum(len(style.right) + len(style.wrong) for style in STYLES.values())
    asked = sum(marks.values()) - marks["grew"]
    print(f"{len(STYLES)} styles, {programs} programs, {asked} questions: {dict(marks)}")
    print(f"right {marks['right'] / asked:.4f}, longest {1000 * longest:.0f} ms")
    print({f"{form}: {mark}": count for (form, mark), count in sorted(by_form.items()) if mark not in ("right", "grew")})


if __name__ == "__main__":
    main()
