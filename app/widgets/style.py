"""Less empty space around a page than Streamlit leaves: on a projector of 1024 x 768 the pictures need it."""

STYLE = """<style>
[data-testid=stMainBlockContainer] { padding-top: 4.5rem; padding-bottom: 3rem }
@media (min-width: 640px) { [data-testid=stMainBlockContainer] { padding-left: 2.5rem; padding-right: 2.5rem } }
</style>"""
