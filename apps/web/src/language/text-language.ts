/** A longer text goes on in the language in which it began. In characters. */
const looked = 400;
/** Code speaks no language. It is left out of the beginning, which is then so much longer. */
const lookedWithCode = 10 * looked;
const fencedCode = /^ *(`{3,}|~{3,})[^]*?(?:^ *\1|$(?![^]))/gmu;

/**
 * The language in which a text that somebody or the model wrote is set and spoken; left out where no letter tells it, and empty where it is
 * neither of ours.
 */
export function textLanguage(text: string): 'zh-CN' | 'en' | '' | undefined {
  const beginning = text.slice(0, lookedWithCode).replace(fencedCode, '').slice(0, looked);
  const characters = beginning.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = beginning.match(/\p{Script=Latin}+/gu)?.length ?? 0;
  if (characters + words === 0) return /\p{L}/u.test(beginning) ? '' : undefined;
  return characters >= words ? 'zh-CN' : 'en';
}
