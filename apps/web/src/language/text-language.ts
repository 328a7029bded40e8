/** A longer text goes on in the language in which it began. In characters. */
const looked = 400;

/** The language in which a text that somebody or the model wrote is set and spoken; left out where no letter tells it. */
export function textLanguage(text: string): 'zh-CN' | 'en' | undefined {
  const beginning = text.slice(0, looked);
  const characters = beginning.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = beginning.match(/\p{Script=Latin}+/gu)?.length ?? 0;
  if (characters + words === 0) return undefined;
  return characters >= words ? 'zh-CN' : 'en';
}
