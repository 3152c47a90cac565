"""An output whose every text tries to be something else: a script, a link that runs, the end of the page."""

from __future__ import annotations

from datetime import date

from tests.pipeline.report.made_output import MadeOutput, disagreement, mention, telling

SCRIPT = "<script>window.hacked=1</script>"
TITLE = f"{SCRIPT}<img src=x onerror=window.hacked=2>"
OUTLET = "\"><svg onload='window.hacked=3'>"
OTHER_OUTLET = "</option></select></script>{{ 7*7 }}"
URL = "javascript:window.hacked=4"
SPACED_URL = " \tjava\nscript:window.hacked=5"
SPEAKER = "</script><script>window.hacked=6</script>"
PLACE = "<iframe srcdoc='<script>parent.hacked=7</script>'></iframe>"
VALUE = "<b onclick=window.hacked=8>6</b>{a|b}"
TRIGGER = "<i>struck</i>"
TEXT = (
    f"😀\u2028</textarea></main></body></html>{SCRIPT}\x00 \u202eEvil\u202c crews {TRIGGER} <!--<script> ]]> in 東京. "
    f"{SPEAKER} said <a href='{URL}'>it is so</a>. "
)


def hostile_output() -> MadeOutput:
    made = MadeOutput()
    long_word = "x" * 5000
    articles = [
        made.article(TEXT, OUTLET, title=TITLE, url=URL),
        made.article(f"𝔘𝔫 {TEXT}{long_word}", OTHER_OUTLET, title="</title>", url=SPACED_URL),
    ]
    event = made.event(
        [mention(article, TRIGGER, {"crews": "ACTOR", "東京": "PLACE"}) for article in articles],
        title=TITLE,
        description=f"</script></style>{SCRIPT}",
        frame="<u>Frame</u>",
        place_name=PLACE,
        place_country="JPN",
        latitude=35.7,
        longitude=139.7,
        date_start=date(2031, 3, 3),
        date_end=date(2031, 3, 3),
        actors=[{"name": SPEAKER, "country": None, "sector": "<s>", "outlet_count": 1}],
        disagreements=[
            disagreement("<em>field</em>", VALUE, [OUTLET]),
            disagreement("<em>field</em>", "9", [OTHER_OUTLET]),
        ],
    )
    made.claim(
        [telling(article, f"<a href='{URL}'>it is so</a>", SPEAKER, "said") for article in articles],
        f"<a href='{URL}'>it is so</a>",
        speaker=SPEAKER,
        event_ids=[event["event_id"]],
    )
    made.event([mention(articles[1], "𝔘𝔫")], title="𝔘𝔫 \u202e reversed", event_type="OTHER")
    return made
