CREATE SCHEMA frozen_1;
CREATE TABLE frozen_1.accreditation (
    id text NOT NULL COLLATE pg_catalog."C",
    organisation text,
    batch numeric,
    "on" date,
    outcome text,
    programme text,
    source jsonb,
    version bigint NOT NULL,
    line text NOT NULL
);
COMMENT ON TABLE frozen_1.accreditation IS '认定';
COMMENT ON COLUMN frozen_1.accreditation.id IS '编号';
COMMENT ON COLUMN frozen_1.accreditation.organisation IS '单位编号';
COMMENT ON COLUMN frozen_1.accreditation.batch IS '批次';
COMMENT ON COLUMN frozen_1.accreditation."on" IS '认定日期';
COMMENT ON COLUMN frozen_1.accreditation.outcome IS '结果';
COMMENT ON COLUMN frozen_1.accreditation.programme IS '项目';
COMMENT ON COLUMN frozen_1.accreditation.source IS '出处';
COMMENT ON COLUMN frozen_1.accreditation.version IS '版本号';
COMMENT ON COLUMN frozen_1.accreditation.line IS '原记录及校验和';
CREATE TABLE frozen_1.activity (
    id text NOT NULL COLLATE pg_catalog."C",
    organisation text,
    "on" date,
    kind text,
    theme text,
    name text,
    level text,
    sessions numeric,
    sessions_absence text,
    visits numeric,
    visits_absence text,
    volunteers numeric,
    volunteers_absence text,
    items text[],
    source jsonb,
    version bigint NOT NULL,
    line text NOT NULL
);
COMMENT ON TABLE frozen_1.activity IS '活动';
COMMENT ON COLUMN frozen_1.activity.id IS '编号';
COMMENT ON COLUMN frozen_1.activity.organisation IS '单位编号';
COMMENT ON COLUMN frozen_1.activity."on" IS '日期';
COMMENT ON COLUMN frozen_1.activity.kind IS '类型';
COMMENT ON COLUMN frozen_1.activity.theme IS '主题';
COMMENT ON COLUMN frozen_1.activity.name IS '名称';
COMMENT ON COLUMN frozen_1.activity.level IS '级别';
COMMENT ON COLUMN frozen_1.activity.sessions IS '场次';
COMMENT ON COLUMN frozen_1.activity.sessions_absence IS '场次: 缺因';
COMMENT ON COLUMN frozen_1.activity.visits IS '受教育人次';
COMMENT ON COLUMN frozen_1.activity.visits_absence IS '受教育人次: 缺因';
COMMENT ON COLUMN frozen_1.activity.volunteers IS '参与五老人数';
COMMENT ON COLUMN frozen_1.activity.volunteers_absence IS '参与五老人数: 缺因';
COMMENT ON COLUMN frozen_1.activity.items IS '对应要点';
COMMENT ON COLUMN frozen_1.activity.source IS '出处';
COMMENT ON COLUMN frozen_1.activity.version IS '版本号';
COMMENT ON COLUMN frozen_1.activity.line IS '原记录及校验和';
CREATE TABLE frozen_1.article (
    id text NOT NULL COLLATE pg_catalog."C",
    organisation text,
    title text,
    outlet text,
    level text,
    "on" date,
    correspondent text,
    story text,
    source jsonb,
    version bigint NOT NULL,
    line text NOT NULL
);
COMMENT ON TABLE frozen_1.article IS '稿件';
COMMENT ON COLUMN frozen_1.article.id IS '编号';
COMMENT ON COLUMN frozen_1.article.organisation IS '单位编号';
COMMENT ON COLUMN frozen_1.article.title IS '标题';
COMMENT ON COLUMN frozen_1.article.outlet IS '媒体';
COMMENT ON COLUMN frozen_1.article.level IS '级别';
COMMENT ON COLUMN frozen_1.article."on" IS '发布日期';
COMMENT ON COLUMN frozen_1.article.correspondent IS '通讯员';
COMMENT ON COLUMN frozen_1.article.story IS '稿源';
COMMENT ON COLUMN frozen_1.article.source IS '出处';
COMMENT ON COLUMN frozen_1.article.version IS '版本号';
COMMENT ON COLUMN frozen_1.article.line IS '原记录及校验和';
CREATE TABLE frozen_1.assessment (
    id text NOT NULL COLLATE pg_catalog."C",
    organisation text,
    standard text,
    "on" date,
    method text,
    scores jsonb,
    source jsonb,
    version bigint NOT NULL,
    line text NOT NULL
);
COMMENT ON TABLE frozen_1.assessment IS '评估';
COMMENT ON COLUMN frozen_1.assessment.id IS '编号';
COMMENT ON COLUMN frozen_1.assessment.organisation IS '单位编号';
COMMENT ON COLUMN frozen_1.assessment.standard IS '标准';
COMMENT ON COLUMN frozen_1.assessment."on" IS '日期';
COMMENT ON COLUMN frozen_1.assessment.method IS '方式';
COMMENT ON COLUMN frozen_1.assessment.scores IS '各条得分';
COMMENT ON COLUMN frozen_1.assessment.source IS '出处';
COMMENT ON COLUMN frozen_1.assessment.version IS '版本号';
COMMENT ON COLUMN frozen_1.assessment.line IS '原记录及校验和';
CREATE TABLE frozen_1.care_case (
    id text NOT NULL COLLATE pg_catalog."C",
    child text,
    level text,
    volunteers text[],
    started date,
    steps jsonb,
    source jsonb,
    version bigint NOT NULL,
    line text NOT NULL
);
COMMENT ON TABLE frozen_1.care_case IS '关爱个案';
COMMENT ON COLUMN frozen_1.care_case.id IS '编号';
COMMENT ON COLUMN frozen_1.care_case.child IS '对象编号';
COMMENT ON COLUMN frozen_1.care_case.level IS '级别';
COMMENT ON COLUMN frozen_1.care_case.volunteers IS '志愿者编号';
COMMENT ON COLUMN frozen_1.care_case.started IS '开始日期';
COMMENT ON COLUMN frozen_1.care_case.steps IS '步骤';
COMMENT ON COLUMN frozen_1.care_case.source IS '出处';
COMMENT ON COLUMN frozen_1.care_case.version IS '版本号';
COMMENT ON COLUMN frozen_1.care_case.line IS '原记录及校验和';
CREATE TABLE frozen_1.child (
    id text NOT NULL COLLATE pg_catalog."C",
    organisation text,
    stage text,
    groups text[],
    consent boolean,
    consent_absence text,
    "left" date,
    source jsonb,
    version bigint NOT NULL,
    line text NOT NULL
);
COMMENT ON TABLE frozen_1.child IS '关爱对象';
COMMENT ON COLUMN frozen_1.child.id IS '编号';
COMMENT ON COLUMN frozen_1.child.organisation IS '单位编号';
COMMENT ON COLUMN frozen_1.child.stage IS '学段';
COMMENT ON COLUMN frozen_1.child.groups IS '类别';
COMMENT ON COLUMN frozen_1.child.consent IS '知情同意';
COMMENT ON COLUMN frozen_1.child.consent_absence IS '知情同意: 缺因';
COMMENT ON COLUMN frozen_1.child."left" IS '离开日期';
COMMENT ON COLUMN frozen_1.child.source IS '出处';
COMMENT ON COLUMN frozen_1.child.version IS '版本号';
COMMENT ON COLUMN frozen_1.child.line IS '原记录及校验和';
CREATE TABLE frozen_1.committee (
    id text NOT NULL COLLATE pg_catalog."C",
    organisation text,
    founded date,
    in_party_plan boolean,
    in_party_plan_absence text,
    written_into text[],
    budget numeric,
    budget_absence text,
    office boolean,
    office_absence text,
    online boolean,
    online_absence text,
    source jsonb,
    version bigint NOT NULL,
    line text NOT NULL
);
COMMENT ON TABLE frozen_1.committee IS '关工委';
COMMENT ON COLUMN frozen_1.committee.id IS '编号';
COMMENT ON COLUMN frozen_1.committee.organisation IS '单位编号';
COMMENT ON COLUMN frozen_1.committee.founded IS '成立日期';
COMMENT ON COLUMN frozen_1.committee.in_party_plan IS '纳入党建';
COMMENT ON COLUMN frozen_1.committee.in_party_plan_absence IS '纳入党建: 缺因';
COMMENT ON COLUMN frozen_1.committee.written_into IS '纳入的计划';
COMMENT ON COLUMN frozen_1.committee.budget IS '经费';
COMMENT ON COLUMN frozen_1.committee.budget_absence IS '经费: 缺因';
COMMENT ON COLUMN frozen_1.committee.office IS '办公室';
COMMENT ON COLUMN frozen_1.committee.office_absence IS '办公室: 缺因';
COMMENT ON COLUMN frozen_1.committee.online IS '网上关工委';
COMMENT ON COLUMN frozen_1.committee.online_absence IS '网上关工委: 缺因';
COMMENT ON COLUMN frozen_1.committee.source IS '出处';
COMMENT ON COLUMN frozen_1.committee.version IS '版本号';
COMMENT ON COLUMN frozen_1.committee.line IS '原记录及校验和';
CREATE TABLE frozen_1.consent (
    id text NOT NULL COLLATE pg_catalog."C",
    child text,
    guardian text,
    purpose text,
    scope text[],
    given date,
    expires date,
    withdrawn date,
    source jsonb,
    version bigint NOT NULL,
    line text NOT NULL
);
COMMENT ON TABLE frozen_1.consent IS '知情同意';
COMMENT ON COLUMN frozen_1.consent.id IS '编号';
COMMENT ON COLUMN frozen_1.consent.child IS '对象编号';
COMMENT ON COLUMN frozen_1.consent.guardian IS '同意人';
COMMENT ON COLUMN frozen_1.consent.purpose IS '用途';
COMMENT ON COLUMN frozen_1.consent.scope IS '范围';
COMMENT ON COLUMN frozen_1.consent.given IS '同意日期';
COMMENT ON COLUMN frozen_1.consent.expires IS '有效期至';
COMMENT ON COLUMN frozen_1.consent.withdrawn IS '撤回日期';
COMMENT ON COLUMN frozen_1.consent.source IS '出处';
COMMENT ON COLUMN frozen_1.consent.version IS '版本号';
COMMENT ON COLUMN frozen_1.consent.line IS '原记录及校验和';
CREATE TABLE frozen_1.entry (
    id text NOT NULL COLLATE pg_catalog."C",
    organisation text,
    contest text,
    kind text,
    level text,
    "on" date,
    award text,
    work text,
    source jsonb,
    version bigint NOT NULL,
    line text NOT NULL
);
COMMENT ON TABLE frozen_1.entry IS '参评作品';
COMMENT ON COLUMN frozen_1.entry.id IS '编号';
COMMENT ON COLUMN frozen_1.entry.organisation IS '单位编号';
COMMENT ON COLUMN frozen_1.entry.contest IS '评选名称';
COMMENT ON COLUMN frozen_1.entry.kind IS '类型';
COMMENT ON COLUMN frozen_1.entry.level IS '级别';
COMMENT ON COLUMN frozen_1.entry."on" IS '报送日期';
COMMENT ON COLUMN frozen_1.entry.award IS '奖项';
COMMENT ON COLUMN frozen_1.entry.work IS '作品编号';
COMMENT ON COLUMN frozen_1.entry.source IS '出处';
COMMENT ON COLUMN frozen_1.entry.version IS '版本号';
COMMENT ON COLUMN frozen_1.entry.line IS '原记录及校验和';
CREATE TABLE frozen_1.gone (
    noun text NOT NULL,
    key text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    line text NOT NULL
);
COMMENT ON TABLE frozen_1.gone IS '已删除';
CREATE TABLE frozen_1."grant" (
    id text NOT NULL COLLATE pg_catalog."C",
    programme text,
    child text,
    "on" date,
    amount numeric,
    amount_absence text,
    origin text,
    source jsonb,
    version bigint NOT NULL,
    line text NOT NULL
);
COMMENT ON TABLE frozen_1."grant" IS '助学金';
COMMENT ON COLUMN frozen_1."grant".id IS '编号';
COMMENT ON COLUMN frozen_1."grant".programme IS '品牌编号';
COMMENT ON COLUMN frozen_1."grant".child IS '对象编号';
COMMENT ON COLUMN frozen_1."grant"."on" IS '日期';
COMMENT ON COLUMN frozen_1."grant".amount IS '金额(元)';
COMMENT ON COLUMN frozen_1."grant".amount_absence IS '金额(元): 缺因';
COMMENT ON COLUMN frozen_1."grant".origin IS '来源';
COMMENT ON COLUMN frozen_1."grant".source IS '出处';
COMMENT ON COLUMN frozen_1."grant".version IS '版本号';
COMMENT ON COLUMN frozen_1."grant".line IS '原记录及校验和';
CREATE TABLE frozen_1.organisation (
    id text NOT NULL COLLATE pg_catalog."C",
    name text,
    category text,
    parent text,
    town text,
    setting text,
    ownership text,
    pupils numeric,
    pupils_absence text,
    founded date,
    closed date,
    merged_into text,
    aliases text[],
    source jsonb,
    version bigint NOT NULL,
    line text NOT NULL
);
COMMENT ON TABLE frozen_1.organisation IS '单位';
COMMENT ON COLUMN frozen_1.organisation.id IS '编号';
COMMENT ON COLUMN frozen_1.organisation.name IS '名称';
COMMENT ON COLUMN frozen_1.organisation.category IS '类别';
COMMENT ON COLUMN frozen_1.organisation.parent IS '上级单位';
COMMENT ON COLUMN frozen_1.organisation.town IS '镇街';
COMMENT ON COLUMN frozen_1.organisation.setting IS '城乡';
COMMENT ON COLUMN frozen_1.organisation.ownership IS '办学性质';
COMMENT ON COLUMN frozen_1.organisation.pupils IS '学生数';
COMMENT ON COLUMN frozen_1.organisation.pupils_absence IS '学生数: 缺因';
COMMENT ON COLUMN frozen_1.organisation.founded IS '成立日期';
COMMENT ON COLUMN frozen_1.organisation.closed IS '撤销日期';
COMMENT ON COLUMN frozen_1.organisation.merged_into IS '并入单位';
COMMENT ON COLUMN frozen_1.organisation.aliases IS '别名';
COMMENT ON COLUMN frozen_1.organisation.source IS '出处';
COMMENT ON COLUMN frozen_1.organisation.version IS '版本号';
COMMENT ON COLUMN frozen_1.organisation.line IS '原记录及校验和';
CREATE TABLE frozen_1.pairing (
    id text NOT NULL COLLATE pg_catalog."C",
    programme text,
    volunteers text[],
    subject text,
    subject_kind text,
    started date,
    ended date,
    result text,
    last_contact date,
    source jsonb,
    version bigint NOT NULL,
    line text NOT NULL
);
COMMENT ON TABLE frozen_1.pairing IS '结对';
COMMENT ON COLUMN frozen_1.pairing.id IS '编号';
COMMENT ON COLUMN frozen_1.pairing.programme IS '品牌编号';
COMMENT ON COLUMN frozen_1.pairing.volunteers IS '志愿者编号';
COMMENT ON COLUMN frozen_1.pairing.subject IS '对象编号';
COMMENT ON COLUMN frozen_1.pairing.subject_kind IS '对象类型';
COMMENT ON COLUMN frozen_1.pairing.started IS '开始日期';
COMMENT ON COLUMN frozen_1.pairing.ended IS '结束日期';
COMMENT ON COLUMN frozen_1.pairing.result IS '结果';
COMMENT ON COLUMN frozen_1.pairing.last_contact IS '最近联系日期';
COMMENT ON COLUMN frozen_1.pairing.source IS '出处';
COMMENT ON COLUMN frozen_1.pairing.version IS '版本号';
COMMENT ON COLUMN frozen_1.pairing.line IS '原记录及校验和';
CREATE TABLE frozen_1.past (
    noun text NOT NULL,
    key text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    line text NOT NULL
);
COMMENT ON TABLE frozen_1.past IS '以往版本';
CREATE TABLE frozen_1.post (
    id text NOT NULL COLLATE pg_catalog."C",
    organisation text,
    title text,
    holder text,
    since date,
    until date,
    retired boolean,
    retired_absence text,
    source jsonb,
    version bigint NOT NULL,
    line text NOT NULL
);
COMMENT ON TABLE frozen_1.post IS '任职';
COMMENT ON COLUMN frozen_1.post.id IS '编号';
COMMENT ON COLUMN frozen_1.post.organisation IS '单位编号';
COMMENT ON COLUMN frozen_1.post.title IS '职务';
COMMENT ON COLUMN frozen_1.post.holder IS '姓名';
COMMENT ON COLUMN frozen_1.post.since IS '任期开始';
COMMENT ON COLUMN frozen_1.post.until IS '任期结束';
COMMENT ON COLUMN frozen_1.post.retired IS '老同志';
COMMENT ON COLUMN frozen_1.post.retired_absence IS '老同志: 缺因';
COMMENT ON COLUMN frozen_1.post.source IS '出处';
COMMENT ON COLUMN frozen_1.post.version IS '版本号';
COMMENT ON COLUMN frozen_1.post.line IS '原记录及校验和';
CREATE TABLE frozen_1.programme (
    id text NOT NULL COLLATE pg_catalog."C",
    name text,
    kind text,
    organisation text,
    started date,
    ended date,
    source jsonb,
    version bigint NOT NULL,
    line text NOT NULL
);
COMMENT ON TABLE frozen_1.programme IS '关爱品牌';
COMMENT ON COLUMN frozen_1.programme.id IS '编号';
COMMENT ON COLUMN frozen_1.programme.name IS '名称';
COMMENT ON COLUMN frozen_1.programme.kind IS '类型';
COMMENT ON COLUMN frozen_1.programme.organisation IS '单位编号';
COMMENT ON COLUMN frozen_1.programme.started IS '开始日期';
COMMENT ON COLUMN frozen_1.programme.ended IS '结束日期';
COMMENT ON COLUMN frozen_1.programme.source IS '出处';
COMMENT ON COLUMN frozen_1.programme.version IS '版本号';
COMMENT ON COLUMN frozen_1.programme.line IS '原记录及校验和';
CREATE TABLE frozen_1.return (
    key text NOT NULL COLLATE pg_catalog."C",
    organisation text,
    "table" text,
    "on" date,
    source jsonb,
    period_kind text,
    period_start date,
    period_stop date,
    version bigint NOT NULL,
    line text NOT NULL
);
COMMENT ON TABLE frozen_1.return IS '报送情况';
COMMENT ON COLUMN frozen_1.return.key IS '编号';
COMMENT ON COLUMN frozen_1.return.organisation IS '单位编号';
COMMENT ON COLUMN frozen_1.return."table" IS '表名';
COMMENT ON COLUMN frozen_1.return."on" IS '报送日期';
COMMENT ON COLUMN frozen_1.return.source IS '出处';
COMMENT ON COLUMN frozen_1.return.period_kind IS '时期种类';
COMMENT ON COLUMN frozen_1.return.period_start IS '时期首日';
COMMENT ON COLUMN frozen_1.return.period_stop IS '时期末日的次日';
COMMENT ON COLUMN frozen_1.return.version IS '版本号';
COMMENT ON COLUMN frozen_1.return.line IS '原记录及校验和';
CREATE TABLE frozen_1.service (
    id text NOT NULL COLLATE pg_catalog."C",
    volunteer text,
    organisation text,
    "on" date,
    programme text,
    hours numeric,
    hours_absence text,
    beneficiaries numeric,
    beneficiaries_absence text,
    source jsonb,
    version bigint NOT NULL,
    line text NOT NULL
);
COMMENT ON TABLE frozen_1.service IS '服务记录';
COMMENT ON COLUMN frozen_1.service.id IS '编号';
COMMENT ON COLUMN frozen_1.service.volunteer IS '志愿者编号';
COMMENT ON COLUMN frozen_1.service.organisation IS '单位编号';
COMMENT ON COLUMN frozen_1.service."on" IS '日期';
COMMENT ON COLUMN frozen_1.service.programme IS '项目';
COMMENT ON COLUMN frozen_1.service.hours IS '时长(小时)';
COMMENT ON COLUMN frozen_1.service.hours_absence IS '时长(小时): 缺因';
COMMENT ON COLUMN frozen_1.service.beneficiaries IS '受益人数';
COMMENT ON COLUMN frozen_1.service.beneficiaries_absence IS '受益人数: 缺因';
COMMENT ON COLUMN frozen_1.service.source IS '出处';
COMMENT ON COLUMN frozen_1.service.version IS '版本号';
COMMENT ON COLUMN frozen_1.service.line IS '原记录及校验和';
CREATE TABLE frozen_1.standard (
    id text NOT NULL COLLATE pg_catalog."C",
    programme text,
    edition text,
    clauses jsonb,
    bands jsonb,
    since date,
    profile_of text,
    source jsonb,
    version bigint NOT NULL,
    line text NOT NULL
);
COMMENT ON TABLE frozen_1.standard IS '标准';
COMMENT ON COLUMN frozen_1.standard.id IS '编号';
COMMENT ON COLUMN frozen_1.standard.programme IS '项目';
COMMENT ON COLUMN frozen_1.standard.edition IS '版本';
COMMENT ON COLUMN frozen_1.standard.clauses IS '条款表';
COMMENT ON COLUMN frozen_1.standard.bands IS '等次表';
COMMENT ON COLUMN frozen_1.standard.since IS '施行日期';
COMMENT ON COLUMN frozen_1.standard.profile_of IS '所依标准';
COMMENT ON COLUMN frozen_1.standard.source IS '出处';
COMMENT ON COLUMN frozen_1.standard.version IS '版本号';
COMMENT ON COLUMN frozen_1.standard.line IS '原记录及校验和';
CREATE TABLE frozen_1.store (
    layout integer NOT NULL,
    schema integer NOT NULL,
    columns bigint NOT NULL
);
COMMENT ON TABLE frozen_1.store IS '存储版本';
CREATE TABLE frozen_1.volunteer (
    id text NOT NULL COLLATE pg_catalog."C",
    name text,
    sex text,
    born date,
    kinds text[],
    organisation text,
    phone text,
    joined date,
    "left" date,
    backbone boolean,
    backbone_absence text,
    roles text[],
    source jsonb,
    version bigint NOT NULL,
    line text NOT NULL
);
COMMENT ON TABLE frozen_1.volunteer IS '五老志愿者';
COMMENT ON COLUMN frozen_1.volunteer.id IS '编号';
COMMENT ON COLUMN frozen_1.volunteer.name IS '姓名';
COMMENT ON COLUMN frozen_1.volunteer.sex IS '性别';
COMMENT ON COLUMN frozen_1.volunteer.born IS '出生日期';
COMMENT ON COLUMN frozen_1.volunteer.kinds IS '类别';
COMMENT ON COLUMN frozen_1.volunteer.organisation IS '所属单位';
COMMENT ON COLUMN frozen_1.volunteer.phone IS '联系电话';
COMMENT ON COLUMN frozen_1.volunteer.joined IS '加入日期';
COMMENT ON COLUMN frozen_1.volunteer."left" IS '退出日期';
COMMENT ON COLUMN frozen_1.volunteer.backbone IS '骨干';
COMMENT ON COLUMN frozen_1.volunteer.backbone_absence IS '骨干: 缺因';
COMMENT ON COLUMN frozen_1.volunteer.roles IS '担任';
COMMENT ON COLUMN frozen_1.volunteer.source IS '出处';
COMMENT ON COLUMN frozen_1.volunteer.version IS '版本号';
COMMENT ON COLUMN frozen_1.volunteer.line IS '原记录及校验和';
INSERT INTO frozen_1.accreditation VALUES ('R1', 'S01', NULL, '2024-03-01', '通过', '优质化建设', NULL, 1, '{"sum":"1bfa4557","noun":"Accreditation","key":"R1","version":1,"after":0,"schema":1,"record":{"id":"R1","organisation":"S01","on":"2024-03-01","outcome":"通过"}}');
INSERT INTO frozen_1.activity VALUES ('A1', 'S01', '2024-03-01', NULL, NULL, '讲座', NULL, NULL, '不详', 1000000000000000000000000000000, NULL, NULL, '不详', '{}', NULL, 1, '{"sum":"9e27790a","noun":"Activity","key":"A1","version":1,"after":0,"schema":1,"record":{"id":"A1","organisation":"S01","on":"2024-03-01","name":"讲座","visits":1000000000000000000000000000000}}');
INSERT INTO frozen_1.article VALUES ('P1', 'S01', '“五老”进校园', NULL, NULL, '2024-03-01', NULL, NULL, NULL, 1, '{"sum":"d8a7fbc4","noun":"Article","key":"P1","version":1,"after":0,"schema":1,"record":{"id":"P1","organisation":"S01","on":"2024-03-01","title":"“五老”进校园"}}');
INSERT INTO frozen_1.assessment VALUES ('X1', 'S01', 'L1', '2024-03-01', '自评', '[{"clause": "1.1", "points": "9.50"}]', NULL, 1, '{"sum":"a9667434","noun":"Assessment","key":"X1","version":1,"after":0,"schema":1,"record":{"id":"X1","organisation":"S01","standard":"L1","on":"2024-03-01","method":"自评","scores":[{"clause":"1.1","points":"9.50"}]}}');
INSERT INTO frozen_1.care_case VALUES ('Q1', 'D1', '危机', '{}', '2024-03-01', '[{"on": "2024-03-01", "kind": "立案", "level": "重点", "reason": "危机"}]', NULL, 1, '{"sum":"488b8ba6","noun":"CareCase","key":"Q1","version":1,"after":0,"schema":1,"record":{"id":"Q1","child":"D1","level":"危机","started":"2024-03-01","steps":[{"on":"2024-03-01","kind":"立案","level":"重点","reason":"危机"}]}}');
INSERT INTO frozen_1.child VALUES ('D1', 'S01', NULL, '{留守}', true, NULL, NULL, NULL, 1, '{"sum":"07897ff5","noun":"Child","key":"D1","version":1,"after":0,"schema":1,"record":{"id":"D1","organisation":"S01","groups":["留守"],"consent":true}}');
INSERT INTO frozen_1.committee VALUES ('C1', 'S01', '2024-03-01', true, NULL, '{}', 1200.50, NULL, false, NULL, NULL, '不详', NULL, 1, '{"sum":"ffbe5524","noun":"Committee","key":"C1","version":1,"after":0,"schema":1,"record":{"id":"C1","organisation":"S01","founded":"2024-03-01","in_party_plan":true,"budget":"1200.50","office":false}}');
INSERT INTO frozen_1.consent VALUES ('N1', 'D1', '祖父母', '关爱帮扶', '{结对,个案}', '2024-03-01', NULL, NULL, NULL, 1, '{"sum":"fc75c8a1","noun":"Consent","key":"N1","version":1,"after":0,"schema":1,"record":{"id":"N1","child":"D1","guardian":"祖父母","purpose":"关爱帮扶","given":"2024-03-01","scope":["结对","个案"]}}');
INSERT INTO frozen_1.entry VALUES ('E1', 'S01', '读懂中国', NULL, NULL, '2024-03-01', '一等奖', NULL, NULL, 1, '{"sum":"a6840b64","noun":"Entry","key":"E1","version":1,"after":0,"schema":1,"record":{"id":"E1","organisation":"S01","contest":"读懂中国","on":"2024-03-01","award":"一等奖"}}');
INSERT INTO frozen_1.gone VALUES ('Service', 'F3', 2, '{"sum":"95568717","noun":"Service","key":"F3","version":2,"after":1,"schema":1}');
INSERT INTO frozen_1."grant" VALUES ('M1', 'G1', 'D1', '2024-03-01', 0.01, NULL, NULL, NULL, 1, '{"sum":"c05dde78","noun":"Grant","key":"M1","version":1,"after":0,"schema":1,"record":{"id":"M1","programme":"G1","child":"D1","on":"2024-03-01","amount":"0.01"}}');
INSERT INTO frozen_1.organisation VALUES ('S01', '示例小学', '小学', NULL, NULL, NULL, NULL, 0, NULL, '2024-03-01', NULL, NULL, '{示例一小,一小}', '{"cell": {"row": 2, "file": "单位.csv"}}', 1, '{"sum":"94bc4f07","noun":"Organisation","key":"S01","version":1,"after":0,"schema":1,"record":{"id":"S01","name":"示例小学","category":"小学","pupils":0,"founded":"2024-03-01","aliases":["示例一小","一小"],"source":{"cell":{"file":"单位.csv","row":2}}}}');
INSERT INTO frozen_1.pairing VALUES ('J1', 'G1', '{V1,V2}', 'D1', '关爱对象', '2024-03-01', NULL, NULL, NULL, NULL, 1, '{"sum":"c88112b9","noun":"Pairing","key":"J1","version":1,"after":0,"schema":1,"record":{"id":"J1","programme":"G1","volunteers":["V1","V2"],"subject":"D1","started":"2024-03-01"}}');
INSERT INTO frozen_1.past VALUES ('Volunteer', 'V1', 1, '{"sum":"2c5753b2","noun":"Volunteer","key":"V1","version":1,"after":0,"schema":1,"record":{"id":"V1","name":"张三","organisation":"S01","sex":"女","born":"1950-02-28","kinds":["老教师","老党员"],"backbone":false}}');
INSERT INTO frozen_1.past VALUES ('Service', 'F2', 1, '{"sum":"715796a1","noun":"Service","key":"F2","version":1,"after":0,"schema":1,"record":{"id":"F2","volunteer":"V1","organisation":"S01","on":"2024-03-01"}}');
INSERT INTO frozen_1.past VALUES ('Service', 'F2', 2, '{"sum":"5c0185ea","noun":"Service","key":"F2","version":2,"after":1,"by":"ff6641f548a9","schema":1}');
INSERT INTO frozen_1.past VALUES ('Service', 'F3', 1, '{"sum":"ae447bc5","noun":"Service","key":"F3","version":1,"after":0,"schema":1,"record":{"id":"F3","volunteer":"V1","organisation":"S01","on":"2024-03-01","beneficiaries":7}}');
INSERT INTO frozen_1.post VALUES ('B1', 'S01', '主任', '李四', '2024-03-01', NULL, true, NULL, NULL, 1, '{"sum":"3cadacd6","noun":"Post","key":"B1","version":1,"after":0,"schema":1,"record":{"id":"B1","organisation":"S01","title":"主任","holder":"李四","since":"2024-03-01","retired":true}}');
INSERT INTO frozen_1.programme VALUES ('G1', '四点钟课堂', NULL, 'S01', '2024-03-01', NULL, NULL, 1, '{"sum":"baddedb3","noun":"Programme","key":"G1","version":1,"after":0,"schema":1,"record":{"id":"G1","name":"四点钟课堂","organisation":"S01","started":"2024-03-01"}}');
INSERT INTO frozen_1.return VALUES ('["S01","服务记录","Month","2024-03-01","2024-04-01"]', 'S01', '服务记录', '2024-03-01', NULL, 'Month', '2024-03-01', '2024-04-01', 1, '{"sum":"b4dcf91b","noun":"Return","key":"[\"S01\",\"服务记录\",\"Month\",\"2024-03-01\",\"2024-04-01\"]","version":1,"after":0,"schema":1,"record":{"organisation":"S01","table":"服务记录","period":{"month":{"year":2024,"number":3}},"on":"2024-03-01"}}');
INSERT INTO frozen_1.service VALUES ('F1', 'V1', 'S01', '2024-03-01', NULL, 1.50, NULL, NULL, '不详', NULL, 1, '{"sum":"be5d6ed3","noun":"Service","key":"F1","version":1,"after":0,"schema":1,"record":{"id":"F1","volunteer":"V1","organisation":"S01","on":"2024-03-01","hours":"1.50"}}');
INSERT INTO frozen_1.service VALUES ('F2', 'V1', 'S01', '2024-03-01', NULL, NULL, '不详', 3, NULL, NULL, 3, '{"sum":"b4ab539e","noun":"Service","key":"F2","version":3,"after":0,"schema":1,"record":{"id":"F2","volunteer":"V1","organisation":"S01","on":"2024-03-01","beneficiaries":3}}');
INSERT INTO frozen_1.standard VALUES ('L1', '优质化建设', '2024版', '[{"id": "1.1", "text": "有班子", "block": "组织", "points": "10"}]', '[{"low": "60", "name": "达标", "passes": true}]', '2024-03-01', NULL, NULL, 1, '{"sum":"0b5736ea","noun":"Standard","key":"L1","version":1,"after":0,"schema":1,"record":{"id":"L1","programme":"优质化建设","edition":"2024版","clauses":[{"id":"1.1","block":"组织","text":"有班子","points":"10"}],"bands":[{"name":"达标","low":"60","passes":true}],"since":"2024-03-01"}}');
INSERT INTO frozen_1.store VALUES (1, 1, 578990793);
INSERT INTO frozen_1.volunteer VALUES ('V1', '改名', NULL, NULL, '{}', 'S01', NULL, NULL, NULL, NULL, '不详', '{}', NULL, 2, '{"sum":"ffeb8d18","noun":"Volunteer","key":"V1","version":2,"after":1,"by":"ff6641f548a9","schema":1,"record":{"id":"V1","name":"改名","organisation":"S01"}}');
ALTER TABLE ONLY frozen_1.accreditation
    ADD CONSTRAINT accreditation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY frozen_1.activity
    ADD CONSTRAINT activity_pkey PRIMARY KEY (id);
ALTER TABLE ONLY frozen_1.article
    ADD CONSTRAINT article_pkey PRIMARY KEY (id);
ALTER TABLE ONLY frozen_1.assessment
    ADD CONSTRAINT assessment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY frozen_1.care_case
    ADD CONSTRAINT care_case_pkey PRIMARY KEY (id);
ALTER TABLE ONLY frozen_1.child
    ADD CONSTRAINT child_pkey PRIMARY KEY (id);
ALTER TABLE ONLY frozen_1.committee
    ADD CONSTRAINT committee_pkey PRIMARY KEY (id);
ALTER TABLE ONLY frozen_1.consent
    ADD CONSTRAINT consent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY frozen_1.entry
    ADD CONSTRAINT entry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY frozen_1.gone
    ADD CONSTRAINT gone_pkey PRIMARY KEY (noun, key);
ALTER TABLE ONLY frozen_1."grant"
    ADD CONSTRAINT grant_pkey PRIMARY KEY (id);
ALTER TABLE ONLY frozen_1.organisation
    ADD CONSTRAINT organisation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY frozen_1.pairing
    ADD CONSTRAINT pairing_pkey PRIMARY KEY (id);
ALTER TABLE ONLY frozen_1.past
    ADD CONSTRAINT past_pkey PRIMARY KEY (noun, key, version);
ALTER TABLE ONLY frozen_1.post
    ADD CONSTRAINT post_pkey PRIMARY KEY (id);
ALTER TABLE ONLY frozen_1.programme
    ADD CONSTRAINT programme_pkey PRIMARY KEY (id);
ALTER TABLE ONLY frozen_1.return
    ADD CONSTRAINT return_pkey PRIMARY KEY (key);
ALTER TABLE ONLY frozen_1.service
    ADD CONSTRAINT service_pkey PRIMARY KEY (id);
ALTER TABLE ONLY frozen_1.standard
    ADD CONSTRAINT standard_pkey PRIMARY KEY (id);
ALTER TABLE ONLY frozen_1.store
    ADD CONSTRAINT store_pkey PRIMARY KEY (layout);
ALTER TABLE ONLY frozen_1.volunteer
    ADD CONSTRAINT volunteer_pkey PRIMARY KEY (id);
CREATE INDEX accreditation_on ON frozen_1.accreditation USING btree ("on");
CREATE INDEX accreditation_organisation ON frozen_1.accreditation USING btree (organisation);
CREATE INDEX accreditation_programme ON frozen_1.accreditation USING btree (programme);
CREATE INDEX activity_on ON frozen_1.activity USING btree ("on");
CREATE INDEX activity_organisation ON frozen_1.activity USING btree (organisation);
CREATE INDEX article_on ON frozen_1.article USING btree ("on");
CREATE INDEX article_organisation ON frozen_1.article USING btree (organisation);
CREATE INDEX assessment_on ON frozen_1.assessment USING btree ("on");
CREATE INDEX assessment_organisation ON frozen_1.assessment USING btree (organisation);
CREATE INDEX assessment_standard ON frozen_1.assessment USING btree (standard);
CREATE INDEX care_case_child ON frozen_1.care_case USING btree (child);
CREATE INDEX care_case_started ON frozen_1.care_case USING btree (started);
CREATE INDEX child_organisation ON frozen_1.child USING btree (organisation);
CREATE INDEX committee_organisation ON frozen_1.committee USING btree (organisation);
CREATE INDEX consent_child ON frozen_1.consent USING btree (child);
CREATE INDEX entry_on ON frozen_1.entry USING btree ("on");
CREATE INDEX entry_organisation ON frozen_1.entry USING btree (organisation);
CREATE INDEX grant_child ON frozen_1."grant" USING btree (child);
CREATE INDEX grant_on ON frozen_1."grant" USING btree ("on");
CREATE INDEX grant_programme ON frozen_1."grant" USING btree (programme);
CREATE INDEX pairing_programme ON frozen_1.pairing USING btree (programme);
CREATE INDEX pairing_started ON frozen_1.pairing USING btree (started);
CREATE INDEX post_organisation ON frozen_1.post USING btree (organisation);
CREATE INDEX programme_organisation ON frozen_1.programme USING btree (organisation);
CREATE INDEX programme_started ON frozen_1.programme USING btree (started);
CREATE INDEX return_on ON frozen_1.return USING btree ("on");
CREATE INDEX return_organisation ON frozen_1.return USING btree (organisation);
CREATE INDEX service_on ON frozen_1.service USING btree ("on");
CREATE INDEX service_organisation ON frozen_1.service USING btree (organisation);
CREATE INDEX service_programme ON frozen_1.service USING btree (programme);
CREATE INDEX service_volunteer ON frozen_1.service USING btree (volunteer);
CREATE INDEX standard_programme ON frozen_1.standard USING btree (programme);
CREATE INDEX volunteer_organisation ON frozen_1.volunteer USING btree (organisation);
