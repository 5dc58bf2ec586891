"""Words by which a page's furniture gives itself away: comment sections, forms, links, credits, captions.

All patterns must match a whole paragraph, and a short one; a sentence of the article that happens to hold
such words stays body.
"""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    """One pattern for all of these, blind to case."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_COMMENT_HEADING = _any(
    r"(?:\d{1,5} )?(?:user |reader )?comments?"
    r"(?: (?:so|from|by|on|below|our|readers|visitors|far|this|article|story|yet)){1,4}:?",
    r"(?:leave|post|add|write|submit) (?:a |your |your own )?(?:reply|comment|response)s?(?: (?:on|to) .{1,80})?",
    r"(?:leave|post|add) a (?:reply|comment) cancel reply",
    r"(?:(?:reader'?s?'?|readers’|user|visitor|recent|all) )?comments?(?: section)?(?: ?[(:] ?\d+ ?\)?)?",
    r"(?:\d{1,5}|one|two|three|four|five) (?:pending )?(?:comments?|replies|responses?)(?: (?:on|to) .+)?",
    r"no (?:comments|replies|responses)(?: (?:on|to|yet) ?.*)?",
    r"(?:\d{1,5}|one|two|three|four|five) thoughts? on .+",
    r"(?:from )?(?:our |the )?(?:your|readers?['’]?s?) (?:write|say|views?|letters|voices)(?: ?\(\d+\))?",
    r"(?:from )?(?:our |the )?(?:your|readers?['’]?s?) (?:comments?|opinions?|reactions?)(?: ?\(\d+\))?",
    r"[^.!?]{0,30}\b(?:readers?|comments?|repl(?:y|ies)|responses?|opinions?|feedback|reactions?|talkback)\b"
    r"[^.!?]{0,20}\(\d{1,5}\)",
    r"(?:(?:our |the )?(?:readers?['’]?s?|visitors?['’]?s?) )?guest ?book|gästebuch",
    r"feedback|talkback|what (?:readers|you) (?:say|think)",
    r"(?:discussion|conversation|diskussion|debatte|beiträge|meinungen) ?[(:] ?\d+ ?\)?",
    r"responses|replies|join the (?:conversation|discussion)|have your say|what do you think\?",
    r"(?:\d{1,5} )?(?:leser)?kommentare?(?: ?\(\d+\))?",
    r"(?:einen )?kommentar (?:schreiben|hinterlassen|verfassen)",
    r"add new comment|post a comment|schreibe? einen kommentar",
    r"(?:eine )?antwort (?:schreiben|hinterlassen)",
)
_FORM = _any(
    r"your e-?mail address will not be published\b.{0,80}|required fields are marked.{0,10}",
    r"save my name, e-?mail.{0,120}|notify me of .{1,80}",
    r"(?:your )?(?:name|e-?mail|e-?mail address|website|url|comment)(?: ?\(.{0,30}\))? ?\*?:?",
    r"(?:post|submit|send)(?: a| your)? (?:comment|reply)|submit|cancel reply",
    r"(?:you must|please) (?:be logged in|log ?in|sign in|register).{0,60}(?:comment|reply).{0,20}",
    r"(?:log|sign) ?in (?:or (?:register|sign ?up) )?to .{1,40}|(?:log|sign) ?in|register",
    r"say what you think:?|letters may be .{1,40}|your \w+:|(?:write|type) your comment here\W{0,3}",
    r"captcha",
    r"(?:please keep it civil|be nice|mind our rules)\W?|bitte melden sie sich an.{0,60}",
    r"comments? (?:are|is) (?:now )?closed.{0,40}|be the first to (?:comment|leave|reply).{0,40}",
    r"this site uses akismet.{0,120}|\d{0,5} ?characters? (?:left|remaining)",
    r"subject|save|preview|more information about text formats|(?:add|write) a comment\W{0,3}",
    r"(?:sort(?:ed)? by\b.{0,20}|oldest|newest|best|favou?rite|recommend|page \d{1,3}(?: of)?(?: \d{1,3})*(?: next)?|quote)",
    r"log ?in with|or sign up with .{1,30}|facebook comments plugin|.{0,20}disqus['’]? privacy policy",
    r"deine e-mail-adresse wird nicht veröffentlicht.{0,80}|erforderliche felder sind .{0,40}",
    r"kommentar (?:abschicken|absenden|senden|melden)|antworten(?: abbrechen)?",
    r"(?:e-mail|name|webseite) ?\*",
    r"(?:load|show|view|hide|see) (?:\d{1,4} )?(?:more|all|previous) (?:comments|replies)",
    r"report(?: abuse)?|reply|like|share|flag",
)
_TIME_OF_DAY = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\bago$|^(?:yesterday|today)\b", re.IGNORECASE)
_COMMENT_HEADER = _any(
    r"(?P<author>[^\n:]{1,60}?)\s+(?:says|said|wrote|writes|schreibt|sagt|commented|replied)"
    r"(?:,? (?:on|at|am|um)? ?(?P<when>[^:]{0,30}\d[^\n]{0,25}?))?\s*(?:\.\.\.|…|:)?\s*",
    r"submitted by (?P<by>[^\n:]{1,60}?)(?: \(not verified\))? on (?P<on>.{6,40})",
    r"#\d{1,4}:? (?P<numbered>[^\n:.!?]{1,30})",
)
# How long ago a comment was written, as sites put it: "2 hours ago", "1h", "just now".
_AGO = (
    r"(?:(?:about |over |almost )?(?:\d{1,3}|an?|one|two|three) ?"
    r"(?:(?:sec(?:ond)?|min(?:ute)?|hr|hour|day|week|wk|month|mo|year|yr)s?|[smhdwy]|mo) ago"
    r"|\d{1,3} ?(?:s|min|m|hrs?|h|d|wk|w|mo|yr|y)|just now|yesterday|an? moment ago"
    r"|vor (?:\d{1,3}|einem|einer|zwei|drei) (?:sekunden?|minuten?|stunden?|tag(?:en?)?|wochen?|monat(?:en?)?|jahr(?:en?)?)"
    r"|gestern|gerade eben)"
)
_AGO_LINE = re.compile(rf"(?:edited |posted )?{_AGO}(?: \(?edited\)?)?", re.IGNORECASE)
# A name's words are few and, where there are several, capitalised; "Troops left 2 hours ago" is a sentence.
_AUTHOR_AGO = re.compile(
    r"(?P<author>@?[^\W_][\w.'’-]*(?: (?:[^\W_a-z]|\(|@|(?=[a-z]\.? ))[\w.'’()-]*){0,3})"
    r"(?:\s*(?:>|›|→|➤|↪)\s*(?P<whom>[^\n•·|,]{1,40}?))?"
    rf"(?:\s*[·•|,–—:-]\s*|\s+)(?P<said>(?i:(?:edited |posted )?{_AGO}))(?i: \(?edited\)?)?"
)
# "Anna from Varda (04-Oct-2002 13:55)", as guest books put it.
_AUTHOR_DATED = re.compile(
    r"(?P<author>[^\n()\d:]{1,40}?) \((?P<said>[^()]{0,20}\d{1,4}[^()]{1,12}\d{1,2}[:.]\d{2}[^()\d]{0,6})\)"
)
_ACTION = re.compile(
    r"(?:like|likes|unlike|dislike|upvote|downvote|vote (?:up|down)|repl(?:y|ies)|report(?: (?:comment|abuse))?"
    r"|flag(?: comment)?|share ?›?|antworten|melden|zitieren|gefällt mir"
    r"|(?:reply|answer) (?:with quote|to this comment)|quote|edit|delete|permalink|copy link|see translation"
    r"|(?:view|show|hide) \d* ?repl(?:y|ies)"
    rf"|\(?\d{{1,5}}\)?|{_AGO})",
    re.IGNORECASE,
)
_ACTIONS = re.compile(rf"\W*{_ACTION.pattern}(?:\W+{_ACTION.pattern})*\W*", re.IGNORECASE)
_ANSWERS = re.compile(
    r"\b(?:reply|antworten|upvote|downvote|vote (?:up|down)|(?:report|flag) (?:comment|abuse)|flag comment)\b",
    re.IGNORECASE,
)
_OUTLET = (
    r"(?:[^:.!?]{0,40}\b(?:news|times|post|herald|today|journal|tribune|daily|gazette|online|press|network|media"
    r"|site|paper|pages|headlines|mail|chronicle|observer|telegraph|standard|monitor|agency|tv|radio|web)"
    r"|[\w.-]{1,40}\.(?:com|net|org|info|tv|news))"
)
# What stands behind these is other news, be it worded as headlines or as sentences.
_OTHER_NEWS = (
    rf"(?:also in (?:the news|{_OUTLET})|in other (?:news|headlines)|elsewhere (?:in|on|at|from) {_OUTLET})"
)
_OTHER_NEWS_HEADING = _any(rf"{_OTHER_NEWS}\s*:")
_OTHERS_HEADING = _any(
    rf"{_OTHER_NEWS}\s*:?",
    r"(?:related|similar)(?: (?:articles?|stories|news|posts?|content|links|topics|coverage))?\s*:?",
    r"(?:(?:read|see|watch) (?:more|also|next)|also (?:read|see)|in other news|don['’]t miss)\s*:?",
    r"more (?:stories|news|on this|from .{1,40}|in .{1,40}|like this|headlines)\s*:?",
    r"(?:you (?:may|might) also like|recommended(?: for you)?|editor['’]?s['’]? picks?)\s*:?",
    r"(?:most (?:read|popular|viewed|shared)|trending(?: now| stories)?|popular(?: posts| stories)?)\s*:?",
    r"(?:latest|recent|top|other)(?: (?:news|stories|posts|articles|headlines))\s*:?",
    r"(?:previous|next) (?:article|post|story)\s*:?",
    r"mehr zum thema|(?:lesen sie|lies|mehr) auch|das könnte (?:sie|dich) (?:auch )?interessieren",
    r"meistgelesen|ähnliche artikel",
)
_OTHERS_INLINE = _any(
    rf"(?:{_OTHER_NEWS}|more (?:news |stories |headlines )?from [^:.!?]{{1,40}})\s*[:|»>]\s*\S.{{5,}}",
    r"elsewhere (?:in|on|at|from) [^:.!?]{1,40}:\s*\S.{5,}[^.!?\"”'’)\s]",
    r"related(?: (?:articles?|stories|story|news|posts?|content|coverage))?\s*[:|»>]\s*\S.{5,}",
    r"(?:read (?:more|also|next)|also read|see also|more on this|watch|don['’]t miss)\s*[:|»>]\s*\S.{5,}",
    r"(?:previous|next)(?: (?:article|post|story))?\s*[:|»>]\s*\S.{5,}",
)
_OTHERS_NOTE = _any(r"(?:in|under|from) [\"“][^\"”]{1,40}[\"”]\.?")
_BOILERPLATE = _any(
    r"advertise?ments?|\[?ad\]?|story continues below.{0,40}",
    r"(?:article )?continues? (?:below|after) .{0,40}",
    r"(?:read or )?share (?:this|on|via)\b.{0,80}|(?:e-?mail|print|save|tweet) this.{0,40}",
    r"share|tweet|print|e-?mail|pin it|facebook|twitter|whatsapp|telegram|linkedin|reddit",
    r"follow (?:us|me|@\w+) (?:on|at|via)\b.{0,120}",
    r"like (?:us on .{1,60}|this:?|loading.{0,5})|loading\W{0,5}",
    r"(?:>>|»|▶)\s*.{1,150}|(?:download|get) (?:the|our) .{0,40}\bapp\b.{0,100}|never miss a .{1,150}",
    r"(?:sign up|subscribe|register)(?: now| here| today)? (?:for|to) .{0,120}|subscribe(?: now| today)?",
    r"(?:story |article )?continue(?:s|d)? (?:reading )?below.{0,40}",
    r"click(?:/tap)? (?:here|to|on)\b.{0,120}|tap (?:here|an icon)\b.{0,80}|skip to .{0,40}|back to top",
    r"(?:printer|print)[- ](?:friendly )?version.{0,60}|send to a friend.{0,40}",
    r"(?:accept|reject|allow) (?:all|cookies)(?: cookies)?",
    r"(?:manage|cookie) (?:preferences|settings|choices)",
    r"teilen auf .{1,20}",
    r"(?:terms (?:of (?:use|service)|and conditions)|privacy(?: policy| notice)?|cookie policy)",
    r"(?:contact|about)(?: us)?|imprint|a(?: a){1,3}",
    r"already a (?:subscriber|member)\b.{0,30}|cancel any ?time\W?|from [€$£]\d.{0,30}",
    r"(?:proudly )?powered by .{1,40}",
    r"(?:newer|older) posts?|blog archive|blogthis!?|share to .{1,20}|labels: .{1,150}|[►▼] ?\d{4}.{0,12}",
    r"newsletter",
    r"jump to .{0,30}|search form|(?:sign|log) ?(?:in|out|up)|register|subscribe to: .{1,60}",
    r"startseite|zur startseite|anmelden|abmelden|registrieren|impressum|datenschutz(?:erklärung)?|agb",
    r"artikel teilen|teilen|drucken",
    r"politik|wirtschaft|kultur|sport|werbung|anzeige|zum inhalt springen|menü|suche|abo(?:nnieren)?",
    r"nach oben",
    r"\S+(?: \S+){0,3}(?:\s+[|»›·•]\s+\S+(?: \S+){0,3}){2,20}",
    r"\S{1,20}(?: \S{1,20})?\s+[|»›]\s+\S{1,20}(?: \S{1,20})?",
    r"home|menu|search|text size.{0,20}|photos?|videos?|gallery|slideshow|[\W\d_]{1,40}",
    r"\W?(?:©|\(c\)|copyright\b).{0,300}|.{0,80}\ball rights reserved\b.{0,150}",
    r"(?:tags?|topics?|keywords|categor(?:y|ies)):.{1,200}|(?:filed under|posted in)\b:?.{1,200}",
    r"(?:continue reading|read (?:more|on|the (?:full|rest)\b.{0,60}))\W{0,5}",
    r"(?:view|see) (?:full|all|more) .{1,40}",
    r"(?:having trouble viewing|please enable (?:javascript|cookies)|(?:this site|we) uses? cookies).{0,200}",
    r"this (?:article|material|content) (?:was first|was originally|may not be) .{0,200}",
    r"(?:twitter|facebook|e-?mail|phone|contact)(?: me)?: ?\S{2,60}|\S+@\S+\.\S{2,10}",
    r"(?:https?://|www\.)\S+",
)
# A name may hold initials, so "By J. Doe" passes, but a sentence ("By Monday the army had ...") does not.
_BYLINE = _any(
    r"(?:(?:story |words |text |written |reported )?by:?|author:|autor(?:in)?:)\s+(?=(?-i:[A-Z@]))(?:[^.!?]|\b\w\.){1,100}",
    r"(?:posted|submitted|published|written) (?:by|on) (?=(?-i:.*\b(?:\d|[A-Z@]))).{3,80}\b(?:\d{4}|\d{1,2}[:.]\d{2})\b.{0,40}",
    r"(?:posted|published) on .{6,40} by (?=(?-i:[A-Z@]))[^.!?]{1,60}",
    r"\d{1,2}\. ?(?:jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez)[a-z]{0,6}\.? \d{4}.{0,20}",
    r"(?:stand|aktualisiert|veröffentlicht)(?: am)?: ?.{6,40}|von (?:unser\w*|einem|einer|dpa|afp) .{3,40}",
    r"von (?=(?-i:[A-ZÄÖÜ]))(?:[^.!?]|\b\w\.){1,60}",
    r"(?:by|from) (?:our|a) (?:own )?(?:staff|correspondents?|reporters?|news desk|newsroom)\b[^.!?]{0,60}",
)
_CREDIT = _any(
    r"\((?:additional )?(?:reporting|writing|editing|translation)\b.{0,20} by .{2,250}",
    r"(?:additional )?(?:reporting|writing)(?: and \w+)? by [^;]{2,100}; ?(?:editing|writing) by .{2,80}",
    r".{2,80}\bcontributed to this (?:report|story|article).{0,20}",
    r"(?:\(with (?:files|reporting) from|contributing:) .{2,100}",
)
_PICTURE = r"(?:photo|foto|photograph|picture|image|pic)"
_AGENCY = r"(?:reuters|afp|ap|ap photo|getty images|epa)"
_CAPTION = _any(
    rf"\(?(?:file|archive|illustrative|handout) {_PICTURE}\b.{{0,400}}|file\s*[-–—:].{{3,400}}",
    rf"\(?{_PICTURE}(?: by| credit| courtesy)?\s*[:/].{{1,400}}",
    rf"{_PICTURE} (?:by|courtesy|credit)\b.{{1,400}}|{_PICTURE}d above.{{1,400}}",
    rf"an? (?:\w+ )?{_PICTURE} (?:shows|taken|released|made)\b.{{1,400}}",
    rf"(?:in )?this (?:\w+ ){{0,3}}(?:{_PICTURE}|frame grab)\b.{{1,400}}",
    rf"the {_PICTURE} (?:shows|above)\b.{{1,400}}",
    rf".{{3,300}}\((?:{_PICTURE}|source|credit)s?\s*[:/].{{1,80}}\)\.?",
    rf".{{3,300}}[.!]?\s(?:{_PICTURE}|photographs?|foto)\s*:\s*[^.!?]{{2,60}}",
    rf".{{3,300}}\((?:\w+ )?{_PICTURE}\s?[/:].{{1,60}}\)\.?",
    rf".{{3,300}}(?:\({_AGENCY}\W?\)|/{_AGENCY})\.?",
    rf".{{3,300}}\(.{{1,40}}(?:staff photographer|(?:via |/){_AGENCY})\)\.?",
    rf".{{3,300}}(?:booking|file|courtesy|handout|undated) {_PICTURE}\.?",
)

#: Longer paragraphs are prose; no pattern above is tried on them.
_LONGEST = 450


def is_comment_heading(words: str) -> bool:
    """Whether these words head a comment section: "Leave a Reply", "3 Comments"."""
    words = words.strip("# \t\n-–—•*|»:…")
    return len(words) <= 220 and words[-1:] != "." and _COMMENT_HEADING.fullmatch(words) is not None


def is_form(words: str) -> bool:
    """Whether these words belong to a reply form: "Required fields are marked *"."""
    return len(words) <= 250 and _FORM.fullmatch(words.strip()) is not None


def comment_author(words: str) -> str | None:
    """The name in a comment's header, "Ali says:", or None where the words are no such header."""
    match = _COMMENT_HEADER.fullmatch(words.strip()) if len(words) <= 120 else None
    if match is None:
        return None
    return next(name.strip() for name in match.group("author", "by", "numbered") if name)


def header_time(words: str) -> str | None:
    """When a comment was written, where its header tells it beside the name ("Submitted by x on ...")."""
    match = _COMMENT_HEADER.fullmatch(words.strip()) if len(words) <= 120 else None
    return (match["on"] or match["when"]) if match else None


def answered_author(words: str) -> str | None:
    """Whom a comment's header says it answers ("Tomas > Harbour Cat • an hour ago"), or None."""
    match = _AUTHOR_AGO.fullmatch(words.strip()) if len(words) <= 80 else None
    return match["whom"] if match else None


def is_time_line(words: str) -> bool:
    """Whether a short line says when a comment was written: "Nov. 4, 16:20", "2 hours ago"."""
    words = words.strip()
    return len(words) <= 60 and _TIME_OF_DAY.search(words) is not None and words[-1] not in ".!?"


def author_and_time(words: str) -> tuple[str, str] | None:
    """The author and the time of a line like "Ahmed K. 2 hours ago", or None."""
    if len(words) > 80:
        return None
    match = _AUTHOR_AGO.fullmatch(words.strip()) or _AUTHOR_DATED.fullmatch(words.strip())
    return (match["author"], match["said"]) if match else None


def is_ago(words: str) -> bool:
    """Whether a line says how long ago something was written, and nothing else: "2 hours ago", "1h"."""
    return len(words) <= 40 and _AGO_LINE.fullmatch(words.strip()) is not None


def is_comment_action(words: str) -> bool:
    """Whether a line offers to answer a comment: "Like Reply", "Like · Reply · 2h", "Report comment"."""
    if len(words) > 80 or _ACTIONS.fullmatch(words) is None:
        return False
    return _ANSWERS.search(words) is not None


def heads_other_stories(words: str) -> bool:
    """Whether these words alone head a list of other stories: "Related", "You may also like"."""
    return len(words) <= 60 and _OTHERS_HEADING.fullmatch(words.strip()) is not None


def is_other_story(words: str) -> bool:
    """Whether this line links to another story: "Read more: ..."."""
    return len(words) <= _LONGEST and _OTHERS_INLINE.fullmatch(words.strip()) is not None


def is_other_storys_note(words: str) -> bool:
    """Whether a line in a list of other stories says under what one appeared: "In "World"." """
    return len(words) <= 60 and _OTHERS_NOTE.fullmatch(words.strip()) is not None


def heads_other_news(words: str) -> bool:
    """Whether these words alone say that what follows is other news: "Also in the news:"."""
    return len(words) <= 80 and _OTHER_NEWS_HEADING.fullmatch(words.strip()) is not None


def is_boilerplate(words: str) -> bool:
    """Whether these words are a site's own: share links, advertisements, rights."""
    return len(words) <= _LONGEST and _BOILERPLATE.fullmatch(words.strip().strip("[]")) is not None


def is_byline(words: str) -> bool:
    """Whether this line names who wrote, reported or edited the report."""
    return len(words) <= 280 and (_BYLINE.fullmatch(words.strip()) is not None or is_credit(words))


def is_credit(words: str) -> bool:
    """Whether this line gives credit for the report, as lines that close it do: "(Reporting by Ann Lee)"."""
    return len(words) <= 280 and _CREDIT.fullmatch(words.strip()) is not None


def is_caption(words: str) -> bool:
    """Whether these words say of themselves that they go with a picture."""
    return len(words) <= _LONGEST and _CAPTION.fullmatch(words.strip()) is not None


def is_title_like(words: str) -> bool:
    """Whether these words could be a headline: one short line, several words, no full stop."""
    words = words.strip()
    if not 8 <= len(words) <= 160 or "\n" in words or len(words.split()) < 3:
        return False
    return words.rstrip("\"'”’») ")[-1:] not in ".:;,…"
