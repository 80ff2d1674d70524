"""Whether a text holds what a question asks for by its kind: somebody's name, those of bodies, a date."""

from __future__ import annotations

import re

from rag.find.figures import han_number
from rag.understand.names import names_in

# So many are a list.
SEVERAL = 3

# What persons do: by whom it is done is asked for their name, by whom a fair is held is not.
_PERSONAL = (
    "负责|牵头|领衔|带|领|教|主持|主讲|讲|担任|任|当|创[办立建]|发起|指导|获|得|拿|夺|写|编|设计|发明|研[发制]|做|干|办|捐|说|"
    "介绍|去|来|驻|入选|被评|评上|当选|毕业"
)
_ASKS_NAME = re.compile(
    r"叫(?:什么|啥)(?:名字?)?(?:$|[？?，,])|姓(?:什么|啥|名)|什么名字|名字是|是谁$|谁(?:呀|啊)?$|哪位(?!置)|"
    rf"(?<![跟和与同给对])谁(?:在|来|是|去|给|把)?(?:{_PERSONAL})|[是由]谁(?:担任|负责|牵头|主持)|"
    r"(?<![跟和与同给对])谁是[^，,]{0,8}(?:[校院]长|书记|主任|处长|部长|负责人|带头人)"
)
_SEVERAL = re.compile(r"[那这哪]些|[那这哪]几[位名个]|分别|都[叫是有]|名单|[三四五六七八九十\d]+[位名个]")
_ASKS_TO_BE_NAMED = re.compile(r"叫|姓|名字|哪位")
# Whom a name is asked of: a person holds these; a project or a team has a name of another kind.
_PERSON = re.compile(
    r"谁|哪位|校长|院长|书记|主任|厅长|局长|处长|部长|教授|老师|教师|学生|同学|校友|毕业生|负责人|带头人|班长|专家|工匠"
)

# 校长牵头的项目叫什么 asks for the project.
_THING = re.compile(
    r"(?:学校|大学|学院|项目|课程?|团队|公司|企业|基地|中心|平台|活动|专业|品牌|工作室|[比大]赛|系统|产品|作品|社团|班)"
    r"(?:的?名[字称])?(?:是)?叫"
)
# Which prize somebody got: asked for, and told.
_ASKS_PRIZE = re.compile(
    r"(?:什么|啥|哪[些个几种项]?|几等)(?:样的)?(?:大|级别的)?(?:奖项?|荣誉|称号|名次)|几等奖|(?:拿|得|获)过?(?:什么)?大奖"
)
_PRIZE = re.compile(
    r"[金银铜特]奖|[特一二三]等奖|第[一二三四五六七八]名|[冠亚季]军|获.{2,24}[奖章]|荣获|(?:评|授予|入选|获).{0,20}(?:称号|“[^”]+”)"
)

_ASKS_WAY = re.compile(r"(?:什么|哪[些种几]种?|啥)(?:样的)?(?:方式|方法|形式|途径|渠道|手段|模式)")
_WAY = re.compile(r"(?:采[用取]|通过|以|利用|运用|实行|依托|按)[^，。；]*、[^。；]*")
_ASKS_TITLE = re.compile(
    r"叫(?:做|作)?(?:什么|啥)|什么名[字称]|名字[是叫]?|什么(?:称号|主题|题目)|哪(?:一?首|一?部|出)"
)
# How the name of a thing is printed.
_TITLE = re.compile(
    r"“[^”]{2,}”|《[^》]+》|[\u4e00-\u9fff]{3,}(?:学校|学院|大学|中心|公司|团队|工作室|基地|品牌|平台|系统)"
)


def names_who(question: str, text: str) -> bool:
    """Tell whether a text can answer a question by a person's name; True where none is asked for."""
    if not asks_who(question):
        return True
    role = _ROLE.search(question)
    if not (_ASKS_TO_BE_NAMED.search(question) or _WHO_HOLDS.search(question)) and _BY_POST.search(text):
        return True
    names = [name for name in names_in(text) if name not in question]
    return any(role is None or _holds_post(text, role.group(), name) for name in names)


def asks_body_too(question: str) -> bool:
    """Tell whether a body may be meant by whom something is done (谁牵头), where no person is named."""
    return _BY_BODY.search(question) is not None


def asks_who(question: str) -> bool:
    """Tell whether a question asks for a person's name."""
    return bool(_ASKS_NAME.search(question) and _PERSON.search(question)) and not _THING.search(question)


def prize_asked(question: str) -> tuple[int, int] | None:
    """Return where a question says that it asks which prize was won, None where it does not."""
    found = _ASKS_PRIZE.search(question)
    return found.span() if found else None


def tells_prize(question: str, text: str) -> bool:
    """Tell whether a text can answer a question by a prize or a title; True where none is asked for."""
    return prize_asked(question) is None or _PRIZE.search(text) is not None


def asks_several(question: str) -> bool:
    """Tell whether a question asks for the names of several persons."""
    return asks_who(question) and _SEVERAL.search(question) is not None


def asks_way(question: str) -> bool:
    """Tell whether a question asks for the ways in which something is done."""
    return _ASKS_WAY.search(question) is not None


def tells_way(text: str) -> bool:
    """Tell whether a text lists ways: 以集中面授、网络直播等形式."""
    return _WAY.search(text) is not None


def asks_name(question: str) -> bool:
    """Tell whether a question asks what a thing is called: a project, a course, a team."""
    return bool(_ASKS_TITLE.search(question)) and not asks_who(question)


def holds_title(text: str) -> bool:
    """Tell whether a text names a thing: “…”, 《…》, or a school by its full name."""
    return _TITLE.search(text) is not None


def _holds_post(text: str, role: str, name: str) -> bool:
    """Tell whether a text calls somebody by a post: 校长张三, 张三任校长."""
    return (
        re.search(
            rf"{role}(?:[：:、\s（(]{{0,2}}|[由为是][^，。；]{{0,24}}){name}|{name}[^，。；]{{0,8}}{role}",
            text,
        )
        is not None
    )


# Which bodies are asked for, and how their names end.
_BODIES = (
    (
        re.compile(
            r"哪.{0,3}(?:所|些).{0,6}(?:学校|院校|高校|大学|本科)|(?:学校|院校|高校|大学)(?:有哪些|名单)"
        ),
        # 学院, 我校, 二级学院 are no names.
        re.compile(
            r"[\u4e00-\u9fff]{2}(?:(?<!产业)(?<!二级)(?<!我们)(?<!合作)(?<![\u4e00-\u9fff]所)(?:大学(?!生)|学院)|学校)|"
            r"中专"
        ),
    ),
    (
        re.compile(r"哪.{0,3}(?:家|些).{0,6}(?:企业|公司|单位)|(?:企业|公司)(?:有哪些|名单)"),
        re.compile(r"公司|集团|企业|医院|工厂|酒店"),
    ),
    (
        re.compile(r"哪一?[个些].{0,2}(?:部门|单位|机构|组织)"),
        re.compile(
            r"[^\W\d](?:部(?![分门署])|局|厅|委(?![员托])|委员会|办公室|中心|处(?![理于])|协会|集团|公司)"
        ),
    ),
)
_ONE = re.compile(r"哪一?[个家所](?:部门|单位|机构|组织|企业|公司|学校|高校|大学|院校)")
_COUNTED = re.compile(r"\d+\s?[家所个]$")
# Whose name is asked for by what they are: the report must call somebody so.
# Somebody may be told by the post alone: 由院长担任组长.
_BY_POST = re.compile(
    r"(?:书记|校长|院长|主任|处长|部长|局长|厅长|市长)[^，。；]{0,8}(?:为|任|担任|当|兼任|负责|牵头)"
)
# What bodies do as well as persons.
_BY_BODY = re.compile(r"谁(?:在|来|是)?(?:负责|牵头|发起|创[办立建]|研[发制]|设计|做|干|办|编|捐|获|得|拿)")
_ROLE = re.compile(r"校长|院长|书记|主任|厅长|局长|处长|部长|班长|董事长|理事长|总经理")
# 校长是谁 asks who holds the post, of which the post itself is no answer.
_WHO_HOLDS = re.compile(
    rf"(?:{_ROLE.pattern})(?:现在|目前|现任)*(?:是|为)(?:谁|哪位)|谁(?:是|当)[^，,]{{0,8}}(?:{_ROLE.pattern})"
)


def asks_bodies(question: str) -> bool:
    """Tell whether a question asks for the names of schools or companies."""
    return any(asks.search(question) for asks, _ in _BODIES)


def bodies_asked(question: str) -> tuple[tuple[int, int], ...]:
    """Return where a question says which bodies it asks for."""
    return tuple(match.span() for asks, _ in _BODIES if (match := asks.search(question)))


def lists_bodies(question: str, text: str) -> bool:
    """Tell whether a text names the bodies of the kind that a question asks for: two or more, or the one."""
    # 企业61家、院校14家: these are counted, not named.
    parts = [part for part in re.split("[、，；]", text) if not _COUNTED.search(part)]
    least = 1 if _ONE.search(question) else 2
    return any(
        asks.search(question) and sum(map(bool, map(named.search, parts))) >= least for asks, named in _BODIES
    )


# How a date is asked for, and what one looks like.
_DATES = (
    (re.compile(r"哪一?年"), re.compile(r"(?:19|20)\d{2}|\d{2}年")),
    (re.compile(r"哪一?[天日]|几月几[日号]"), re.compile(r"\d+\s?月\s?\d+\s?日")),
    (re.compile(r"哪一?个?月(?!份?收)|几月(?!几)"), re.compile(r"\d+\s?月")),
    (
        re.compile(r"什么时候|何时|啥时候"),
        re.compile(r"(?:19|20)\d{2}|\d+\s?月|[春秋寒暑]|学期|期间|近年|[上下前后]旬|每年|年底|年初"),
    ),
)


def tells_when(question: str, text: str) -> bool:
    """Tell whether a text can answer a question by a date; True where none is asked for."""
    return all(looks.search(text) for asks, looks in _DATES if asks.search(question))


def holds_kind(question: str, text: str) -> bool:
    """Tell whether a text holds the kind of thing that a question asks for: a person, a date, a prize."""
    return (
        names_who(question, text)
        and tells_when(question, text)
        and tells_prize(question, text)
        and names_parts(question, text)
    )


# 分到哪些二级学院: what names none of them tells not which.
_WHICH_PARTS = re.compile(r"哪[些几][个所]?(?:二级|教学)?(?P<kind>学院|校区|院系)")
_NO_NAMES = "(?:二级|教学|各个|产业|我们|我校|所在|[各该本校两])$"


def names_parts(question: str, text: str) -> bool:
    """Tell whether a text names a part of the school; True where no such parts are asked for."""
    asked = _WHICH_PARTS.search(question)
    if asked is None:
        return True
    kind = "学院|系" if asked["kind"] == "院系" else asked["kind"]
    before = (text[max(0, m.start() - 2) : m.start()] for m in re.finditer(kind, text))
    return any(
        len(b) > 1 and not re.search(_NO_NAMES, b) and re.fullmatch("[\u4e00-\u9fff]+", b) for b in before
    )


# So many things are asked to be named: 13所中职叫什么名, 五家企业都是谁.
_SO_MANY = re.compile(
    r"(?P<number>\d{1,2}|[二两三四五六七八九十]{1,3})[家所个名位门种项支本部](?P<what>[^，,。]{1,12}?)(?:都|分别|各)?"
    r"(?:叫(?:什么|啥)|是(?:谁|哪[些几家所个]|什么|啥)|名[字单称])"
)
_MENTIONED = re.compile(r"[^、，。；]{2,}(?=、)|》《|[一二三四五六七八九]是|其[一二三四五]")
# Fewer than these parts of them are no list of them.
_MOST_OF_THEM = 0.5


def names_as_many(question: str, text: str) -> bool:
    """Tell whether a text lists about as many things as a question asks the names of; True for a few."""
    return not asks_names(question) or len(_MENTIONED.findall(text)) + 1 >= _MOST_OF_THEM * _how_many(
        question
    )


def asks_names(question: str) -> bool:
    """Tell whether a question asks what so many things are called, more than a few."""
    return _how_many(question) > SEVERAL


def _how_many(question: str) -> int:
    asked = _SO_MANY.search(question)
    if asked is None:
        return 0
    return int(asked["number"]) if asked["number"].isdigit() else han_number(asked["number"]) or 0


def asks_kind(question: str) -> bool:
    """Tell whether a question asks for a kind of thing that few sentences hold: a person, a date, a prize."""
    return (
        asks_who(question)
        or prize_asked(question) is not None
        or any(asks.search(question) for asks, _ in _DATES)
    )
