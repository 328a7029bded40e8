// Runs before anything is drawn, so that a chosen theme, language or type never flashes the other one. The studio keeps both
// in its settings; this browser only remembers what was last shown.
(() => {
  const root = document.documentElement;
  try {
    const theme = localStorage.getItem('maobi.theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    const readingFont = localStorage.getItem('maobi.reading-font');
    if (readingFont) root.dataset.readingFont = readingFont;
    const readingSize = localStorage.getItem('maobi.reading-size');
    if (readingSize) root.dataset.readingSize = readingSize;
    const language = localStorage.getItem('maobi.language');
    const isChinese = language === 'zh' || (language !== 'en' && /^zh/i.test(navigator.language));
    root.lang = isChinese ? 'zh-CN' : 'en';
  } catch {
    // storage may be closed to us; the system's theme and the browser's language are right then
  }
})();
