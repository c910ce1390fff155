"""Traditional characters read as simplified ones, one for one, so that every place stays.

The table holds the characters of plans and notices, not the whole script. What is read this way is
looked at, never printed: the words of a text stay as they are.
"""

from __future__ import annotations

_TRADITIONAL = (
    "計劃畫點總結報辦細則規綱議書務單導項開關閉組織會長師習動員縣鄉鎮區黨團婦聯財廳屬"
    "處園兒與當為從實現將發轉訂標準學領負責級體貫徹續強調養樂愛護幫貧難殘災網傳電話號"
    "頁覽閱讀擊時間來編輯雜誌欄類別數質達進個種臺冊檯張萬億兩約餘於並對應據執條範圍內"
    "確環節驗評優獎勵競賽隊專業課農擴廣場設備檔經費資產鑑監檢誠選舉參觀詢諮營戶門衛衞"
    "險僑歸遠過還運連適遊興醫藥協勢態憲憑懷戰擔擬攝啟壓墾夠夢尋層島帶幹庫廠彙後徵恆悅"
    "慶憂懇輔輪軟較載輸迴遞邊鄰釋針鋼錄錢錯鍵鐘鏈階陽陰際隨雙雖離雲霧靈靜響頂順須預頒"
    "頭題願顧風飛館馬驅鬥麗黃齊齒龍龜繫綜維績繼練終統絡給絕紅紀納純紙緊緣縱線縮繪變讓"
    "證識譽諾謝講訓許論訪詞試該詳語誤說談請諸謀貢貨購賀贊贈賞賴趙跡踐蹤轄軍舊藝莊華葉"
    "葦蘇薦藍蒼補裝製複襲覺聲聽職腦腳臨艱屆歲親術義慣氣勞壯盡們這無圖畢禮稱穩築籃賬車"
    "傷傑僅嚴寶沒潔測濟滿煙獲療盜眾礎禦積簡籌糧紮罰虧蠶觸診註贏鄭鈴顯飾駐齡戲擾損攜斷"
    "歡歷決況淨漢潛燈爭狀獨異礙"
)
_SIMPLIFIED = (
    "计划画点总结报办细则规纲议书务单导项开关闭组织会长师习动员县乡镇区党团妇联财厅属"
    "处园儿与当为从实现将发转订标准学领负责级体贯彻续强调养乐爱护帮贫难残灾网传电话号"
    "页览阅读击时间来编辑杂志栏类别数质达进个种台册台张万亿两约余于并对应据执条范围内"
    "确环节验评优奖励竞赛队专业课农扩广场设备档经费资产鉴监检诚选举参观询咨营户门卫卫"
    "险侨归远过还运连适游兴医药协势态宪凭怀战担拟摄启压垦够梦寻层岛带干库厂汇后征恒悦"
    "庆忧恳辅轮软较载输回递边邻释针钢录钱错键钟链阶阳阴际随双虽离云雾灵静响顶顺须预颁"
    "头题愿顾风飞馆马驱斗丽黄齐齿龙龟系综维绩继练终统络给绝红纪纳纯纸紧缘纵线缩绘变让"
    "证识誉诺谢讲训许论访词试该详语误说谈请诸谋贡货购贺赞赠赏赖赵迹践踪辖军旧艺庄华叶"
    "苇苏荐蓝苍补装制复袭觉声听职脑脚临艰届岁亲术义惯气劳壮尽们这无图毕礼称稳筑篮账车"
    "伤杰仅严宝没洁测济满烟获疗盗众础御积简筹粮扎罚亏蚕触诊注赢郑铃显饰驻龄戏扰损携断"
    "欢历决况净汉潜灯争状独异碍"
)
_ONE_FOR_ONE = {ord(old): new for old, new in zip(_TRADITIONAL, _SIMPLIFIED, strict=True)}


def simplified(text: str) -> str:
    """The text with its traditional characters replaced, as long as it was."""
    return text.translate(_ONE_FOR_ONE)
