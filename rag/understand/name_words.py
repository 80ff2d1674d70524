"""Which words name a person, a place or a body; a dictionary takes many a common word for one."""

from __future__ import annotations

import re

import rjieba

_NAMING_POS = ("ns", "nt", "nr")
# Family names that a person's name begins with, the commonest.
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚"
    "卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常"
    "温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂"
    "成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫"
    "费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
# Bodies end in what they are.
_BODY = re.compile(
    r"(?:[大中小]学|学院|学校|[院校局部厅处会所厂行社队馆站]|公司|集团|中心|联盟|医院|银行|财政)$"
)
# Common words that the dictionary of the segmenter lists among the persons, and among the places.
_NO_PERSONS = frozenset(
    "师傅 师生 高中生 高水平 高素质 高中毕业 文科生 康复 安家费 马头琴 马匹 马背上 黄牛 农耕 连 荣誉 "
    "成员 成本 成长 时光 明白 明星 阳光 温暖 安全 安心 白领 单车 方便 方式 方向 高速 高级 高校 高峰 "
    "高兴 关心 关爱 江湖 金牌 金融 雷达 黎明 梁柱 林业 马上 毛笔 牛羊 钱包 强项 石油 施工 双手 汤圆 "
    "田野 万能 万家 文艺 文明 文凭 武术 向往 谢谢 许多 严重 叶片 于是 余额 章程 张贴 祝贺 祝福 庄稼 "
    "成绩 常态 车间 车辆 水平 平安 和谐 和平 华侨 时装 时尚 时髦 项目 计算".split()
)
_NO_PLACES = frozenset(
    "城市 乡村 维度 深度 广度 高度 力度 东西 上门 惠及 新建 扎堆 台风 大坝 路桥 馆里 沾边 小镇 "
    "海外 国外 本土 边疆 基层 社区 园区 厂区 城区 郊区 山区 牧区 林区 灾区 老区 景区 校区".split()
)


def is_name(word: str, pos: str) -> bool:
    """Tell whether a word that a segmenter has tagged names somebody, a place or a body.

    Args:
        word: as it stands in the question.
        pos: its part of speech, of rjieba. What its dictionary lists as a person without a family name
            (师傅, 通知书), or as a body or place by mistake (招人, 城市), is a common word.
    """
    if pos not in _NAMING_POS:
        return False
    if not rjieba.has_word(word):
        return True
    if pos == "nr":
        return word[0] in _SURNAMES and word not in _NO_PERSONS
    if pos == "nt":
        return _BODY.search(word) is not None
    return word not in _NO_PLACES
