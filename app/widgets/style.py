"""Where Streamlit's own look does not do.

Less empty space around a page, which the pictures need on a projector of 1024 x 768; and text that stands out by 4.5 to
1 (WCAG AA): captions, buttons that wait, what is written on the bright red of the dark theme, and all that a busy
server is about to draw anew. Sentences that come, go and change have a place that is always there, a refusal lies over
what is below its field, as wide as the sidebar or the settings beside a map, and gives way to a field that is pressed
through it; a field has its height before its code has come, so that nothing jumps; so has a button its width, by which
those beside it would move. Train's sidebar lies beside its page and not beside the frame of all pages, which would go
aside for it, and goes with that page. The bar of pages stands in the header where that is narrower than 768 pixels:
from there on Streamlit itself lists the pages in it, which goes over Train's sidebar, so that the names stay under the
pointer whichever page they bring. In forced colours marks keep their own colour, which alone says what is chosen.
A field whose label says more than it shows, for who hears it alone, shows the first word; a button hides its italics.
Streamlit tints a link to a page that the keys have reached so slightly that nobody sees it: it has a ring, as all else has.
"html" lets a rule win over Streamlit's own, whichever comes first.
"""

STYLE = """<style>
html [data-testid=stMainBlockContainer] { padding-top: 4.5rem; padding-bottom: 3rem }
@media (min-width: 640px) { html [data-testid=stMainBlockContainer] { padding-left: 2.5rem; padding-right: 2.5rem } }
html [data-testid=stCaptionContainer] { opacity: 0.8 }
html [data-stale=true] { opacity: 1 }
html .st-key-compare_answer, html [class*=st-key-seeds_answer] { min-height: 3.5rem }
html .st-key-compare_said, html .st-key-seeds_said { min-height: 4.5rem }
@media (max-width: 640px) {
    html .st-key-compare_answer, html .st-key-seeds_answer { min-height: 9rem }
    html .st-key-seeds_answers { min-height: 14rem }
    html .st-key-map_edge { min-height: 10.5rem }
    html .st-key-map_status { min-height: 6.75rem }
}
html [data-testid=stMain] button:disabled, html [data-testid=stMain] button:disabled * {
    color: light-dark(#6b6d75, #a3a5ad) }
html [data-testid=stBaseButton-primary]:enabled, html [data-testid=stBaseButton-primary]:enabled p,
html [data-tag], html [data-tag] * {
    color: light-dark(#ffffff, #0e1117) }
html [data-testid=stHeading] h2 { padding: 0 0 0.4rem }
@media (min-width: 641px) { html [class*=st-key-classic_] { min-height: 24.55rem } }
html [class*=st-key-figure_in_2] [data-testid=stElementContainer]:has(> [data-testid=stSkeleton]) { min-height: 59px }
html [class*=st-key-figure_in_3] [data-testid=stElementContainer]:has(> [data-testid=stSkeleton]) { min-height: 89px }
.st-key-classics_progress { min-width: min(18rem, 100%); min-height: 3.5rem; justify-content: center }
html .st-key-field_map_network { min-height: 8.4rem }
html [role=radiogroup] label { min-height: 1.5rem }
html [class*=st-key-field_] { position: relative }
html [class*=st-key-field_]:not(.st-key-field_runs) [data-testid=stElementContainer]:has(> [data-testid=stSkeleton]) {
    min-height: 4.25rem }
html :is([data-testid=stSidebar], .st-key-map_settings) [data-testid=stHorizontalBlock] { position: relative }
html :is([data-testid=stSidebar], .st-key-map_settings) [data-testid=stColumn] [class*=st-key-field_] { position: static }
html .st-key-view { height: 2rem; min-width: 338px }
html .st-key-map_buttons > :first-child { min-width: 55px }
html .st-key-map_buttons > :nth-child(2), html .st-key-compare_cancel, html .st-key-seeds_cancel,
html .st-key-classics_cancel { min-width: 66px }
html .st-key-map_buttons > :nth-child(4) { min-width: 116px }
html .st-key-stage_line > [data-testid=stElementContainer]:has(> [data-testid=stSkeleton]) { min-width: 71px }
html .st-key-compare_start, html .st-key-runs_compare { min-width: 81px }
html [class*=st-key-scale] { min-width: 119px }
html [class*=st-key-compare_open_] { min-width: 110px }
html .st-key-classics_run_all { min-width: 64px }
html .st-key-all_cards [class*=st-key-open_] { min-width: 59px }
html .st-key-all_cards [class*=st-key-run_] { min-width: 48px }
html .st-key-runs_start_from { min-width: 117px }
html .st-key-runs_download { min-width: 85px }
html .st-key-diagram_room { overflow: visible }
html .st-key-subject, html .st-key-stage_line { min-height: 2.5rem }
@media (max-width: 478px) {
    html .st-key-step_choices { min-height: 9.5rem; align-content: flex-start }
    html .st-key-step_choices > .st-key-view { min-width: 100%; height: 2.4rem }
    html .st-key-stage_line { min-height: 5.25rem; align-content: flex-start }
    html .st-key-stage_line > :first-child { min-width: 100% }
}
@media (max-width: 640px) {
    html [data-testid=stLayoutWrapper]:has(> .st-key-equations), html .st-key-equations {
        height: auto; flex-basis: auto; min-height: 25rem }
}
html .equations { margin: 0; padding: 1rem; border-radius: 0.5rem; font: 14px/1.6 "Source Code Pro", monospace;
    white-space: pre-wrap; overflow-wrap: anywhere; background: color-mix(in srgb, currentColor 4%, transparent) }
html .equations div { padding-left: var(--behind); text-indent: calc(-1 * var(--behind)) }
html [class*=st-key-map_]:is([class*=_low], [class*=_high]) label p {
    width: min-content; height: 1lh; overflow: hidden; overflow-wrap: normal; word-break: normal }
html button em { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
html .st-key-field_map_compute { position: sticky; bottom: 0.5rem }
html [data-testid=stLayoutWrapper]:has(> [class*=st-key-refusal_]) { display: contents }
html [class*=st-key-refusal_] { position: absolute; top: calc(100% + 4px); left: 0; width: 100%; z-index: 10;
    border-radius: 0.5rem; background: light-dark(#ffffff, #0e1117); box-shadow: 0 2px 12px rgba(0, 0, 0, 0.35);
    pointer-events: none }
html:has(:is(input, textarea):focus:hover) [class*=st-key-field_]:not(:focus-within) [class*=st-key-refusal_] {
    visibility: hidden }
html .st-key-train_question { position: relative; align-items: baseline; gap: 0 1rem }
html .st-key-train_question .st-key-tour { position: absolute; right: 0; bottom: 0; width: auto; z-index: 20 }
.st-key-live_view { min-height: 765px }
@media (max-width: 1279.98px) {
    html:not(:has([data-testid=stSidebar][data-collapsed=true])) .st-key-live_view { min-height: 1143px } }
@media (min-width: 768px) and (max-width: 939.98px) {
    html:not(:has([data-testid=stSidebar][data-collapsed=true])) .st-key-live_view { min-height: 1779px } }
@media (max-width: 767.98px) { html[lang] .st-key-live_view { min-height: 1143px } }
@media (max-width: 591.98px) { html[lang] .st-key-live_view { min-height: 1779px } }
html .st-key-live_view_code, html .st-key-predictions_seen { position: absolute }
html [data-testid=stSidebar] [data-testid=stElementContainer]:has(> [data-testid=stSkeleton]) { min-height: 4.25rem }
html [data-testid=stSidebar] .st-key-own_points:has(> [data-testid=stSkeleton]) { min-height: 2.5rem }
html [data-testid=stLayoutWrapper]:has(> .st-key-page_bar) { display: none }
html :is([data-testid=stTopNavLink], [data-testid=stPageLink-NavLink]):focus-visible { outline: 2px solid currentColor;
    outline-offset: -2px }
@media (forced-colors: active) {
    html button[role=radio][aria-checked=true] { outline: 2px solid Highlight; outline-offset: -3px }
    html [data-testid=stRadioOption] > div > :first-child, html [data-testid=stRadioOption] > div > :first-child *,
    html [data-testid=stCheckbox] label > div:first-of-type, html [data-testid=stCheckbox] label > div:first-of-type * {
        forced-color-adjust: none }
}
html:not(:has(.st-key-page_train)) :is([data-testid=stSidebar], [data-testid=stExpandSidebarButton]) { display: none }
@media (min-width: 768px) {
    html [data-testid=stSidebar] { position: fixed !important; inset: 0 auto 0 0 }
    html [data-testid=stSidebar] [style*=col-resize] { display: none }
    html:not(:has([data-testid=stSidebar][data-collapsed=true])) .st-key-page_train { padding-left: 300px }
    html [data-testid=stHeader] { position: fixed; left: 0; width: 100%; z-index: 999991 }
    html [data-testid=stSidebar] { padding-top: 3.75rem }
    html [data-testid=stSidebarHeader] { position: relative; z-index: 1; height: 2rem; margin-bottom: -1rem }
}
@media (max-width: 767.98px) {
    html [data-testid=stLayoutWrapper]:has(> .st-key-page_bar) { display: block; position: fixed; z-index: 999990;
        inset: 0 0 auto 3.5rem; width: auto; height: 3.75rem }
    html .st-key-page_bar { height: 100%; flex-wrap: wrap; place-content: center space-evenly; gap: 12px 0 }
    html .st-key-page_bar [data-testid=stPageLink-NavLink] { min-height: 28px; margin: 0; padding: 0 3px }
    html .st-key-page_bar p { font-size: 0.8125rem }
}
</style>"""
