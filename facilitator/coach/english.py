"""The English that an answer of a post-mortem needs: its little words, its usual nouns and verbs, and their forms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


BE: Final = _set("am is are was were")
AND: Final = _set("and or but yet so nor")
MODAL: Final = _set("can could will would should must may might")
THE: Final = _set("""
the a an this these those my our your his her its their each every any some no all both another one two three several
many most few half either neither other
""")
ONE: Final = _set("""
it he she this that nobody nothing everyone everybody everything someone somebody something anyone anybody anything
none noone no-one
""") | {"no one"}
WE: Final = _set("i we you they")
IN: Final = _set("""
of in on at to for with without by from during after before under over against between across through into onto within
behind beyond per via about around until since despite than as towards upon like near throughout due except instead
""")
WHEN: Final = _set("""
when while because if although though unless whenever whereas where once that which who whom whose what why how whether
after before since until as than
""")
LATE: Final = _set("""
also always never ever only just still already even often rarely seldom usually sometimes now then first finally soon
almost again back away up down out off over twice together early late later too forever halfway instead overnight today
yesterday here there everywhere
""") | {"no longer"}
MISSING: Final = _set("""
missing outdated stale hardcoded broken misconfigured incomplete untested undocumented unclear slow noisy flaky expired
corrupt disabled muted unmonitored undersized
""")
STATE: Final = _set("down full offline unavailable unreachable unable unaware overloaded unchanged unowned")
COUNT: Final = _set("""
alert alarm api balancer breaker bucket buffer bug build cache cdn certificate change channel check checklist client
cluster config connection console consumer container customer dashboard database db default dependency deploy
deployment disk document endpoint engineer environment failure feature file firewall flag gap gateway host ic image
incident index instance issue job key lb leak library limit link lock loop machine metric migration model module
monitor network node outage page partition patch permission pipeline plan pod policy pool probe procedure process proxy
query queue rate region release replica report request requirement restart review role rollback rollout rotation router
rule runbook scheduler schema script secret sensor server service session setting spike standby step storm switch
system table task team template test threshold ticket timeout token tool upgrade vendor version vm window worker
workflow zone admin operator developer reviewer tester app pager sandbox phone laptop class heap restore rebuild budget
doc approver device package tenant shard webhook subnet route branch column field header record condition stage tracker
""")
MASS: Final = _set("""
access alerting bandwidth capacity churn code congestion contention coverage data documentation downtime drift failover
fatigue knowledge latency load logging logic memory monitoring noise ownership pressure production replication space
staging storage testing throughput time traffic training visibility
""")
NAMES: Final = _set("""
airflow akamai ansible azure cassandra cloudflare consul datadog docker elasticsearch envoy fastly google grafana helm
istio jenkins jira kafka kibana kubernetes linux mongo mysql nginx okta opsgenie oracle postgres prometheus redis
sentry slack stripe terraform vault windows monday tuesday wednesday thursday friday saturday sunday january february
march april may june july august september october november december christmas easter english will mark
""")
ALIKE: Final = _set("""
dns https tls aws sns sqs kubernetes redis postgres jenkins windows always less news ops this was has does access
status ios eks ecs gcs rds kms qps rps iops series its as is us gas bias canvas atlas os perhaps
""")
FINITE: Final = BE | MODAL | _set("has had does did have do cannot ca wo")

# `~` also stands without an object, `!` never does; `*` is another kind of word too; `=` doubles its last letter.
_VERBS: Final = """
accept access* accumulate~ acknowledge activate act~* add adjust affect alert* allocate allow amplify apply approve
archive* arrive~ assign! assume attach audit* authorize automate avoid balance* block* boot~* bounce~* bypass! cache*
calculate call* cancel cap* cascade~* cause* change~* check* claim* clear click~* climb~* clone* close~* collapse~
commit= compare complain~ compress configure! confirm confuse connect~ consider contain continue~ convert copy*
corrupt! count* cover crash~* create cross debug= decide declare decline~* decommission! decrease~* default~* define!
degrade~ delay* delete! depend~ deploy* deprecate! describe detect differ~ disable! disagree~ discard! disconnect~
discover display* distribute document* double~ drain* drop~* duplicate edit* emerge~ enable! enforce! ensure enter~
escalate evict! exceed! exclude! execute exhaust! exist~ expand~ expect expire~ explain expose! extend fail~ fetch
fill~ filter* fire~* fix* flag* flap~ flip~* flood* flush* follow force fork* format* generate group* guarantee* halt~*
handle happen~ hardcode! help hesitate~ hope~ identify ignore! implement! import* improve~ include increase~* index*
inform! inherit inspect install intend~ interrupt* introduce! invalidate! investigate isolate! jump~* kill! label* lack
lag~* last~ launch~* leak~* limit* list* live~ load* lock* log* look~ lower maintain manage map* mark* mask* match*
matter~ measure* mention merge* migrate~ misconfigure! mismatch miss monitor* move~* mute! need* notice notify! occur~=
omit!= open~* operate~ optimize order* outdate! overflow~* overlap~=* overload* overlook! overwhelm! own* page* panic~*
pass~ paste* patch* pause~* permit= persist~ pick* pile~* pin* plan* plug= point~* poll* populate predate press*
prevent print* process* produce promote propagate~ protect prove provide provision! prune! publish pull* purge* push*
query* queue* raise reach react~ reboot~* receive reconfigure reconnect~ record* recover~ reduce refer= reference*
refuse register regress~ rehearse! reject! release* rely~ remain~ remember remind! remove! rename! renew! repeat
replace! replicate~ reply~* report* represent request* require resize! resolve respond~ restart~* restore* result~*
retire retry~* return~* reuse* revert~* review* roll~* rotate~ route* sample* saturate~ save* scale~ scan* schedule*
search* seem~ select separate serialize serve share* shift~* ship* signal* silence! skip* slip~* slow~* spike~* stall~*
start~* stay~ step~* stop~* store* stream* struggle~ submit= suffer~ suggest support* suppress! surface~* surge~*
suspend! swallow swap* switch~* sync* synchronize tag* target* terminate~ test* throttle* tighten time~* toggle* touch*
trace* track* transfer=* trigger* triple~ trip~* truncate! trust* try~* tune! turn~ type* unplug!= update* upgrade*
use* validate! vanish~ vary~ verify! view* wait~* want warn* watch* weaken~ widen~ work~* worry~ worsen~ wrap*
be:was:been become:became:become begin~:began:begun bind:bound bite:bit:bitten blow:blew:blown break:broke:broken
bring:brought build*:built burn~:burnt buy:bought catch:caught choose:chose:chosen come~:came:come cost*:cost
creep~:crept cut*:cut deal~:dealt do:did:done draw:drew:drawn drive:drove:driven eat:ate:eaten fall~*:fell:fallen
feed*:fed feel:felt fight:fought find:found flee:fled fly:flew:flown forget:forgot:forgotten freeze~*:froze:frozen
get:got:gotten give:gave:given go~:went:gone grow~:grew:grown hang~:hung have:had hear:heard hide:hid:hidden hit*:hit
hold*:held keep:kept know:knew:known lead~*:led leave:left lend:lent let:let lie~:lay:lain lose:lost make:made
mean:meant meet:met outgrow:outgrew:outgrown override:overrode:overridden pay:paid put:put quit~:quit read*:read
reset*:reset rise~*:rose:risen run~*:ran:run say:said see:saw:seen sell:sold send!:sent set*:set shake:shook:shaken
show*:showed:shown shrink~:shrank:shrunk shut~:shut sink~:sank:sunk sit~:sat sleep~*:slept speak~:spoke:spoken
spend:spent spin~*:spun split*:split spread~*:spread stand~:stood steal:stole:stolen stick~:stuck strike:struck
swing~:swung take:took:taken teach:taught tear:tore:torn tell:told think~:thought throw:threw:thrown
understand:understood wake~:woke:woken wear:wore:worn win:won write:wrote:written
"""
_PREFIX: Final = re.compile(r"(?:re-?|over|mis|un|pre|[a-z]{2,}-)(?=[a-z]{3})")
_NOUN: Final = re.compile(r"\w{3,}(?:tion|sion|ment|ness|ity|ance|ence|ship)s?")
_SUFFIX: Final = re.compile(
    r"\w{4,}(?:tion|sion|ment|ness|ity|ance|ence|ing|ly|ed|ous|ive|able|ible|less|ful|al|ic)s?|\w{4,}[eo]rs"
)
_VOWEL: Final = re.compile(r"(?!uni|us[aeu]|eu|one\b|once|ubi|uti)[aeiou]|hour|honest")


def _doubled(base: str, marks: str) -> str:
    return f"{base}{base[-1]}" if "=" in marks or re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", base) else base


def _past_of(base: str, marks: str) -> str:
    if base.endswith("e"):
        return f"{base}d"
    return f"{base[:-1]}ied" if re.search(r"[^aeiou]y\Z", base) else f"{_doubled(base, marks)}ed"


def _third_of(base: str) -> str:
    if re.search(r"[^aeiou]y\Z", base):
        return f"{base[:-1]}ies"
    return f"{base}{'es' if base.endswith(('s', 'x', 'z', 'ch', 'sh', 'o')) else 's'}"


BASE: Final[dict[str, str]] = {}
PAST: Final[dict[str, str]] = {}
PARTICIPLE: Final[dict[str, str]] = {}
THIRD: Final[dict[str, str]] = {"has": "have"}
_MARKS: Final[dict[str, str]] = {}
_PAST_OF: Final[dict[str, str]] = {}
for _verb in _VERBS.split():
    _start, *_forms = _verb.split(":")
    _base = _start.rstrip("~!*=")
    _MARKS[_base] = _start[len(_base) :]
    _PAST_OF[_base] = _forms[0] if _forms else _past_of(_base, _MARKS[_base])
    BASE[_base] = _base
    PAST[_PAST_OF[_base]] = PARTICIPLE[_forms[-1] if _forms else _PAST_OF[_base]] = _base
    THIRD.setdefault(_third_of(_base), _base)


def find(forms: Mapping[str, str], word: str) -> str | None:
    """The infinitive of a verb's form, also of `redeployed` and `double-checked`."""
    if word in forms:
        return forms[word]
    prefix = _PREFIX.match(word)
    base = forms.get(word[prefix.end() :]) if prefix else None
    return f"{prefix[0]}{base}" if prefix and base else None


def _stem(base: str) -> str:
    prefix = None if base in BASE else _PREFIX.match(base)
    return base[prefix.end() :] if prefix else base


def past_form(base: str) -> str:
    """«fail» → «failed»."""
    stem = _stem(base)
    return f"{base.removesuffix(stem)}{_PAST_OF[stem]}"


def third_form(base: str) -> str:
    """«fail» → «fails»."""
    return "has" if base == "have" else _third_of(base)


def marked(base: str, mark: str) -> bool:
    """Whether a verb is of a kind: `~`, `!` or `*`."""
    return mark in _MARKS[_stem(base)]


def is_participle(word: str) -> bool:
    return find(PARTICIPLE, word) is not None or (word.endswith("ed") and len(word) > 4)


def is_noun(word: str) -> bool:
    """Whether a word is surely a noun."""
    return word in COUNT or word in MASS or is_plural(word) or _NOUN.fullmatch(word) is not None


def is_plural(word: str) -> bool:
    if word in ALIKE or word in LATE or len(word) < 3:
        return word == "people"
    return word == "people" or (word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")))


def is_later(word: str) -> bool:
    """Whether a word may follow a verb that has no object."""
    return not word or word in IN or word in WHEN or word in LATE or word.endswith("ly") or word[0].isdigit()


def head_of(words: Sequence[str]) -> str:
    """The noun that the others belong to: the last one before «of», «for» …"""
    end = next(
        (i for i, word in enumerate(words) if i and (word in IN or word in WHEN or word == "on-call")), len(words)
    )
    return words[end - 1] if words else ""


def plain(word: str) -> str:
    """A typed word as it is looked up."""
    return word.strip(".,;:!?()[]\"'“”«»…").replace("’", "'").lower()


def lowered(words: Sequence[str]) -> str:
    """The words within a sentence: the first one small, unless it is a name or an abbreviation."""
    first = words[0].strip("\"'“”«»([") if words else ""
    small = plain(first).removesuffix("'s")
    if not small or first[1:] != first[1:].lower() or not first[:1].isupper() or (len(small) < 2 and small != "a"):
        return " ".join(words)
    if small.startswith("i'") or small in NAMES or re.search(r"[\d_.@/]", first) or not _is_common(small, words):
        return " ".join(words)
    return " ".join([words[0].replace(first[0], first[0].lower(), 1), *words[1:]])


def _is_common(word: str, words: Sequence[str]) -> bool:
    """Whether a word is no name. Of what is not known, what stands alone before its verb is one."""
    little = THE | ONE | WE | IN | WHEN | LATE | STATE | MISSING | COUNT | MASS
    if word in little or word in ("not", "there", "too", "nor") or word.removesuffix("s") in little:
        return True
    if (len(word) > 6 and _SUFFIX.fullmatch(word)) or (is_plural(word) and find(THIRD, word)):
        return True
    after = plain(words[1]) if len(words) > 1 else ""
    alone = (
        find(PAST, after)
        or find(THIRD, after)
        or after.removesuffix("n't") in FINITE
        or after in LATE
        or after == "not"
    )
    if after in ("and", "or") and words[2:3] and words[2][0].isupper():
        return False
    capital = bool(words[1:]) and words[1][0].isupper() and not words[1].isupper()
    return not (alone or capital or words[0].endswith(("'s", "’s"))) and (len(words) > 1 or word in BASE)


def with_article(words: Sequence[str], article: str) -> str:
    """The words within a sentence, with `the` or `a` where English wants one: «Pool full» → «the pool full»."""
    said, small = lowered(words), [plain(word) for word in words]
    if not small or not words[0][0].isalpha() or small[0] in THE | ONE | WE | LATE | IN or {"and", "or"} & set(small):
        return said
    gerund = small[0].endswith("ing") and len(small) > 1 and small[1] in THE
    if small[0].endswith(("'s", "s'")) or gerund or head_of(small) not in COUNT:
        return said
    return f"{an(said.split()[0]) if article == 'a' else article} {said}"


def an(word: str) -> str:
    """`a` or `an`, whichever goes before the word."""
    spelled = word.isupper() and word[0] in "AEFHILMNORSX"
    return "an" if spelled or (not word.isupper() and _VOWEL.match(word.lower())) else "a"
