/** Top bar, navigation, status of the engine, notices that may stand on any page. */
export const shellMessages = {
  zh: {
    brand: '毛笔',
  },
  en: {
    brand: 'Maobi',
  },
};
