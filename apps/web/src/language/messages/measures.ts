/** Numbers with their units. */
export const measuresMessages = {
  zh: {
    seconds: '{{seconds}} 秒',
    minutes: '{{minutes}} 分钟',
    minutesSeconds: '{{minutes}} 分 {{seconds}} 秒',
    hoursMinutes: '{{hours}} 小时 {{minutes}} 分',
    rate: '{{rate}} 字/秒',
    rateRange: '{{from}} 到 {{to}} 字/秒',
    today: '今天',
    yesterday: '昨天',
    thisWeek: '七天内',
    thisMonth: '三十天内',
    earlier: '更早',
  },
  en: {
    seconds: '{{seconds}} s',
    minutes: '{{minutes}} min',
    minutesSeconds: '{{minutes}} min {{seconds}} s',
    hoursMinutes: '{{hours}} h {{minutes}} min',
    rate: '{{rate}} words/s',
    rateRange: '{{from}} to {{to}} words/s',
    today: 'Today',
    yesterday: 'Yesterday',
    thisWeek: 'Past 7 days',
    thisMonth: 'Past 30 days',
    earlier: 'Earlier',
  },
};
