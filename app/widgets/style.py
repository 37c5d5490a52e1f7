"""Where Streamlit's own look does not do.

Less empty space around a page, which the pictures need on a projector of 1024 x 768; and text that stands out by 4.5 to 1
(WCAG AA): captions, and what is written on the bright red of the dark theme. Sentences that come, go and change have a
place that is always there, so that nothing jumps.
"""

STYLE = """<style>
[data-testid=stMainBlockContainer] { padding-top: 4.5rem; padding-bottom: 3rem }
@media (min-width: 640px) { [data-testid=stMainBlockContainer] { padding-left: 2.5rem; padding-right: 2.5rem } }
[data-testid=stCaptionContainer] { opacity: 0.8 }
.st-key-compare_answer, .st-key-seeds_answer { min-height: 3.5rem }
.st-key-compare_said, .st-key-seeds_said { min-height: 4.5rem }
@media (max-width: 640px) { .st-key-compare_answer, .st-key-seeds_answer { min-height: 9rem } }
[data-testid=stBaseButton-primary]:enabled, [data-testid=stBaseButton-primary]:enabled p, [data-tag], [data-tag] * {
    color: light-dark(#ffffff, #0e1117) }
</style>"""
