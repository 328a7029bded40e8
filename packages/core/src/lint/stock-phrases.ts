/** One pattern per line, or several between bars. */
function patterns(lines: string): string {
  return lines
    .trim()
    .split(/\s*\n\s*/u)
    .join('|');
}

/** What a sentence begins with when somebody wants to sound orderly. Fine once or twice; in numbers it is the sound of a machine. */
export const connectives = patterns(`
  首先|其次|再次|再者|最后|此外|另外|与此同时|同时|总之|总而言之|综上所述|由此可见|不仅如此|除此之外
  值得注意的是|值得一提的是|需要指出的是|众所周知|毋庸置疑|毫无疑问|不可否认|换句话说|更重要的是|显而易见|事实上
  first|firstly|second|secondly|third|thirdly|finally|lastly|moreover|furthermore|additionally|in addition|besides
  in conclusion|to sum up|in summary|overall|ultimately|notably|importantly|needless to say|as we all know|in other words
  it(?: is|['’]s) (?:important to note|worth noting)|at the same time|that being said
`);

/** Phrases that say nothing about anything in particular. */
export const stockPhrases = patterns(String.raw`
  在当今(?:社会|时代|世界)|在这个[^，。\n]{2,12}的时代|随着[^，。\n]{2,16}的(?:不断|快速|飞速|迅猛|日益)?(?:发展|进步|普及|推进)
  日新月异|瞬息万变|蓬勃发展|应运而生|至关重要|不可或缺|举足轻重|息息相关|如火如荼|方兴未艾|相辅相成|双刃剑
  赋能|抓手|闭环|底层逻辑|颗粒度|深度融合|保驾护航|添砖加瓦|注入[^，。\n]{0,8}(?:活力|动力|能量)|奠定[^，。\n]{0,8}基础
  画上[^，。\n]{0,6}句号|谱写[^，。\n]{0,12}篇章|(?:开启|踏上)[^，。\n]{0,8}(?:新征程|新篇章)|携手(?:共进|并进|前行)|砥砺前行
  共创[^，。\n]{0,6}(?:未来|辉煌)|让我们(?:一起|共同|携手)|(?:宛如|犹如|如同)一(?:幅|首|盏|把)|一场[^，。\n]{0,8}的革命
  \bdelv(?:e|es|ing)\b|\btapestry\b|\btestament to\b|\bever-(?:evolving|changing)\b|\bgame[- ]changers?\b|\bcutting-edge\b
  \bin today['’]s (?:fast-paced|digital|modern|ever-changing)\b|\bunlock(?:s|ing)? the (?:power|potential)\b|\ba (?:myriad|plethora) of\b
  \bnavigat(?:e|ing) the complexit(?:y|ies)\b|\bembark(?:s|ed|ing)? on a journey\b|\bin the realm of\b|\bshed(?:s|ding)? light on\b
  \bpav(?:e|es|ing) the way\b|\bplays? an? (?:crucial|vital|pivotal|key|significant) role\b|\bseamless(?:ly)?\b
  \bwhen it comes to\b|\bat the end of the day\b|\bdouble-edged sword\b
`);

/** Sentences that deny one thing in order to praise another. */
export const denialsThatPraise = patterns(String.raw`
  (?:并不是|不是|并非|不在于|不只是|不仅仅?是)[^，。；！？\n]{1,24}[，,]?(?:而是|而在于|更是)|与其说[^。；！？\n]{1,24}不如说
  \b(?:is|are|was|were)(?: not|n['’]t)(?: just| only| merely| simply)?\b[^.;!?\n]{1,60}(?:, but|[;,—–-]+ ?(?:it|they)\b)
  \bnot only\b[^.;!?\n]{1,80}\bbut also\b
`);
