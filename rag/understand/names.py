"""The names of persons in a text."""

from __future__ import annotations

import re
from functools import lru_cache

import rjieba

# Where a name stands: behind a post or a role, or before a title or what somebody is made.
_SURNAME = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛范彭郎鲁韦马苗凤花方俞任袁柳鲍史唐"
    "费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮康伍余元卜顾孟黄穆萧尹姚邵汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝"
    "董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪干解应宗丁宣邓郁杭洪包诸左石崔"
    "吉龚程邢裴陆荣翁荀羊惠甄曲封芮储靳段富巫乌焦巴牧隗山谷车侯班仰秋仲伊宫宁仇栾甘厉祖武符刘景詹束龙叶幸司黎薄印白怀蒲邰"
    "鄂索咸赖卓蔺屠蒙池乔阴翟谭贡劳姬申扶冉雍桑桂牛寿边燕冀尚农温庄晏柴瞿阎慕连茹习艾鱼容向古易慎戈廖庾居衡步都耿满弘匡文寇广"
    "阙东沃利蔚越巩聂晁勾敖融冷辛那简饶曾沙丰游权关佟"
)
_NAME = rf"[{_SURNAME}][\u4e00-\u9fff]{{1,2}}"
_POST = (
    "书记|校长|院长|主任|处长|部长|局长|厅长|市长|县长|理事长|董事长|经理|负责人|"
    "带头人|教授|教师|老师|导师|讲师|辅导员|学生|同学|学员|队员|校友|毕业生|传承人|大师|技师|工程师|专家|院士|博士"
)
# 负责人为船舶工程学院某某: the body stands between.
_BODY = r"[\u4e00-\u9fff]{2,10}(?:学院|系|处|部|中心|公司|办公室)"
_CALLED = re.compile(
    rf"(?:(?:{_POST})(?:为|是|由)?|[由以])(?:{_BODY})?(?P<before>{_NAME}?)"
    rf"(?=[，。、；：（）()和与及等]|担任|任|牵头|领衔|带|主持|负责|分别|荣?获|被|为|毕业|在|说|介绍|{_POST}|副教授|$)|"
    rf"(?P<behind>{_NAME}?)(?=(?:副?教授|老师|同学|博士|院士|大师|任第一书记|担任))"
)


@lru_cache(maxsize=4096)
def names_in(text: str) -> tuple[str, ...]:
    """Return the names of persons in a text: those a segmenter knows, and those that a post stands beside."""
    known = [word for word, pos in rjieba.tag(text) if pos == "nr" and len(word) > 1]
    called = (match["before"] or match["behind"] for match in _CALLED.finditer(text))
    return tuple(dict.fromkeys((*known, *(name for name in called if _is_name(name)))))


def _is_name(text: str) -> bool:
    """Tell whether what looks like a name is no word of the language."""
    words = rjieba.tag(text)
    return len(words) > 1 or words[0][1] == "nr"
