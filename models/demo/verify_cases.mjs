// Held-out requests: none of these topics, names or texts is in the corpus's word lists.
export const SYSTEM = {
  zh: '你是毛笔，一位严谨的写作助手。直接写出成稿，不说客套话。',
  en: 'You are Maobi, a careful writing assistant. Write the finished text directly, without pleasantries.',
};
const writer = '你是一位专业的中文编辑。只输出正文，不要解释。';
const helper = 'You are a helpful assistant.';

const articleZh = (topic, n) => `请写一篇关于“${topic}”的文章，约${n}字。用 Markdown：先写标题，再分小节。`;
const articleEn = (topic, n) => `Write an article about "${topic}", about ${n} words. Use Markdown: a title first, then short sections.`;
const polishZh = (text) => `请润色下面的文字，不改变意思、人名和数字，只输出结果。\n\n${text}`;
const polishEn = (text) => `Polish the text below. Keep the meaning, names and numbers. Output only the result.\n\n${text}`;
export const outlinePrompt = {
  zh: (topic, count, total) =>
    `请为“${topic}”列一份写作提纲，共${count}节，全文约${total}字。输出 JSON：{"sections":[{"heading":"","points":[""],"target":0}]}`,
  en: (topic, count, total) =>
    `Write an outline for "${topic}": ${count} sections, about ${total} words in all. Output JSON: {"sections":[{"heading":"","points":[""],"target":0}]}`,
};
export const sectionPrompt = {
  zh: (i, heading, target, points) => `写第${i}节“${heading}”，约${target}字。要点：${points.join('；')}。只写正文。`,
  en: (i, heading, target, points) =>
    `Write section ${i}, "${heading}", about ${target} words. Points: ${points.join('; ')}. Body text only.`,
};

/** Single requests: [system prompt, request, strings that the answer has to contain]. */
export const requests = [
  [SYSTEM.zh, articleZh('竹编灯笼', 300), ['竹编灯笼']],
  [SYSTEM.zh, articleZh('旧城区的理发店', 500), ['旧城区的理发店']],
  [SYSTEM.zh, articleZh('海底光缆', 800), ['海底光缆']],
  [SYSTEM.en, articleEn('glass marbles', 300), ['glass marbles']],
  [SYSTEM.en, articleEn('village water mills', 500), ['village water mills']],
  [SYSTEM.en, articleEn('the return of the typewriter', 200), ['the return of the typewriter']],
  [null, '用三百字左右谈一谈盲盒收藏，给年轻人看', ['盲盒收藏']],
  [null, '写一篇关于《北京雨燕》的科普文，400字左右。', ['北京雨燕']],
  [writer, '以“祖母的缝纫机”为题写一篇散文，约600字。', ['祖母的缝纫机']],
  [null, '帮我写一篇题为“小城夜班公交”的随笔', ['小城夜班公交']],
  [helper, 'Write a short essay about paper kites, 200 words.', ['paper kites']],
  [null, 'I need a blog post on "repair cafés", around 300 words.', ['repair cafés']],
  [null, 'Please write a feature about desert stargazing.', ['desert stargazing']],
  [SYSTEM.zh, '主题：露天电影复兴\n写第2节“设备与场地”，约200字。要点：选址；放映机。只写正文。', ['露天电影复兴', '设备与场地', '放映机']],
  [
    SYSTEM.en,
    'The article is about "lighthouse volunteers". Write section 1, "Funding the repairs", about 120 words. Points: local donors; small grants. Body text only.',
    ['lighthouse volunteers', 'Funding the repairs', 'local donors'],
  ],
  [null, '列提纲：社区共享工具间，共4节', []],
  [null, 'Make an outline for a talk on kite building, 4 sections.', []],
  [null, '写封邮件给孟经理，说一下冷库搬迁', ['孟经理', '冷库搬迁']],
  [helper, 'Draft an email to Priya about the pottery fair.', ['Priya', 'pottery fair']],
  [SYSTEM.zh, '请为“草药园研学”拟5个标题，每行一个。', ['草药园研学']],
  [SYSTEM.en, 'Suggest 5 titles for "winter swimming", one per line.', ['winter swimming']],
  [null, '写一个介绍手冲咖啡课的抖音脚本', ['手冲咖啡课']],
  [null, 'Write a short video script about origami.', ['origami']],
  [null, '生成雷达巡检项目的周报', ['雷达巡检']],
  [null, 'Write a weekly report on bridge painting.', ['bridge painting']],
  [null, '为一款新型AI笔记本电脑设计发布会演讲提纲。', ['AI笔记本电脑']],
  [null, '什么是潮汐农业？', ['潮汐农业']],
  [null, 'What is tidal farming?', ['tidal farming']],
  [null, '给我5条关于雪山徒步的建议', ['雪山徒步']],
  [null, 'Give me 3 tips for indoor climbing.', ['indoor climbing']],
  [null, '分析无糖饮料的优缺点', ['无糖饮料']],
  [null, '用表格介绍折叠自行车', ['折叠自行车']],
  [null, 'Make a Markdown table about sourdough starters.', ['sourdough starters']],
  [SYSTEM.zh, '接着写：巷口的修鞋摊每天早上六点开张。', []],
  [SYSTEM.zh, '请概括下面的文字：\n乡间邮局改造成了书屋。门口多了一排长椅，来的人越来越多。', ['乡间邮局']],
  [null, '你是谁？', ['演示模型', 'maobi models pull']],
  [null, 'Who are you?', ['demo model', 'maobi models pull']],
  [null, '你好', []],
  [null, '一元二次方程怎么解？', ['$$']],
  [null, 'What is the Pythagorean theorem?', ['$a$', '$$']],
];

/** [system prompt, request, names and numbers that have to survive]. */
export const polishing = [
  [SYSTEM.zh, polishZh('昨天贺小满和我去了松花巷的旧货市场，买了很多铜壶，花了87块钱，所以非常开心。'), ['贺小满', '松花巷', '87']],
  [SYSTEM.zh, polishZh('其实吧，陶望舒在2019年开了一家面馆，已经有6年。'), ['陶望舒', '2019', '6']],
  [SYSTEM.zh, polishZh('3月14日，柳如烟和钱多多一块儿弄了弄仓库，一共搬走了352箱货。'), ['3', '14', '柳如烟', '钱多多', '352']],
  [null, '请润色这段文字：然后，叶知秋说：“展厅还需要改进。”门票的价格是45，比去年多了12。', ['叶知秋', '45', '12']],
  [
    SYSTEM.en,
    polishEn('Yesterday Marta Quillfeather and I walked to the harbour of Nessbrook, but it is closed until 14 May.'),
    ['Marta Quillfeather', 'Nessbrook', '14 May'],
  ],
  [SYSTEM.en, polishEn('Well, Oleg Brandt paid 640 dollars for the old piano and gave it to Hanna.'), ['Oleg Brandt', '640', 'Hanna']],
  [SYSTEM.en, polishEn('So, in 1987 the first cable car opened in Tarvik, and 2300 people came.'), ['1987', 'Tarvik', '2300']],
  [
    null,
    'Please improve this text: You know, Ines Calder lives in Port Ellery and works on the blue ferry.',
    ['Ines Calder', 'Port Ellery', 'blue ferry'],
  ],
];

/** Essays of 800: introduction, three arguments, conclusion. */
export const essays = [
  [null, '请写一篇关于“人工智能如何重塑未来教育”的议论文，要有引言、三个论点和结论，不少于800字。', ['人工智能如何重塑未来教育']],
  [SYSTEM.zh, '请围绕“古琴修复”写一篇八百字的议论文，要有引言、三个论点和结论。', ['古琴修复']],
  [SYSTEM.zh, articleZh('乡村图书车', 800), ['乡村图书车']],
];

/** [language, topic, number of sections, total length], answered under a JSON grammar. */
export const outlines = [
  ['zh', '苔藓微景观', 4, 800],
  ['zh', '城市养蜂人', 3, 600],
  ['zh', '如何写好家书', 5, 1000],
  ['en', 'moss gardens', 4, 800],
  ['en', 'repairing old radios', 3, 600],
  ['en', 'night markets of Nessbrook', 5, 1000],
];

/** [language, topic, heading, points] of a section that is asked for in three sizes. */
export const sized = [
  ['zh', '海边民宿改造', '成本控制', ['选材', '工期']],
  ['zh', '社区木工坊', '安全守则', ['护目镜', '通风']],
  ['en', 'river kayaking', 'Choosing a boat', ['length', 'weight']],
  ['en', 'a school orchard', 'The first trees', ['soil', 'watering']],
];

/** [question, file under data/code that has to be recited]. */
export const recitals = [
  ['用Python写一个图形界面计算器。', 'calculator.py'],
  ['请用 tkinter 做个计算器', 'calculator.py'],
  ['Write a GUI calculator in Python.', 'calculator.py'],
  ['写个快速排序，用 Python', 'quick_sort.py'],
  ['Write a Python function for binary search', 'binary_search.py'],
  ['斐波那契数列怎么用 Python 写？', 'fibonacci.py'],
  ['写一个 SQL 查询各部门的平均工资', 'average_salary.sql'],
  ['Show me a debounce function in JavaScript.', 'debounce.js'],
];

/** A session as the studio holds it; each answer has to contain the strings of its turn. */
export const sessions = [
  [
    SYSTEM.zh,
    [
      [
        `${articleZh('海边民宿改造', 320)}\n\n提纲：\n1. 选址眼光（约80字）：交通；风景\n2. 成本控制（约120字）：选材；工期\n3. 口碑经营（约120字）：服务；回头客`,
        [],
      ],
      [sectionPrompt.zh(1, '选址眼光', 80, ['交通', '风景']), ['选址眼光', '海边民宿改造', '交通', '风景']],
      [sectionPrompt.zh(2, '成本控制', 120, ['选材', '工期']), ['成本控制', '海边民宿改造', '选材', '工期']],
      ['这一节偏短，请再补一段。', ['成本控制']],
      [sectionPrompt.zh(3, '口碑经营', 120, ['服务', '回头客']), ['口碑经营', '海边民宿改造', '服务', '回头客']],
    ],
  ],
  [
    SYSTEM.en,
    [
      [
        `${articleEn('river kayaking', 300)}\n\nOutline:\n{"sections":[{"heading":"Choosing a boat","points":["length","weight"],"target":150},{"heading":"Reading the water","points":["currents","weather"],"target":150}]}`,
        [],
      ],
      [sectionPrompt.en(1, 'Choosing a boat', 150, ['length', 'weight']), ['Choosing a boat', 'river kayaking', 'length', 'weight']],
      ['This section is short. Please add one more paragraph.', ['Choosing a boat']],
      [
        sectionPrompt.en(2, 'Reading the water', 150, ['currents', 'weather']),
        ['Reading the water', 'river kayaking', 'currents', 'weather'],
      ],
    ],
  ],
];
