import type { Picture } from './take-pictures.ts';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** One page that shows all pictures beside each other, with a choice for each thing in which they differ. */
export function contactSheet(pictures: readonly Picture[]): string {
  const facts = pictures.map(({ shot, look, file, problem }) => ({
    file,
    problem,
    page: shot.page,
    state: shot.state,
    width: String(look.width),
    theme: look.theme,
    language: look.language,
  }));
  const choices = (['page', 'state', 'width', 'theme', 'language'] as const).map((name) => {
    const values = [...new Set(facts.map((fact) => fact[name]))];
    const options = values.map((value) => `<option>${escaped(value)}</option>`).join('');
    return `<label>${name} <select name="${name}"><option value="">all</option>${options}</select></label>`;
  });
  const figures = facts.map(
    ({ file, problem, ...fact }) => `<figure ${Object.entries(fact)
      .map(([name, value]) => `data-${name}="${escaped(value)}"`)
      .join(' ')}>
<a href="${escaped(file)}"><img loading="lazy" src="${escaped(file)}" alt=""></a>
<figcaption>${escaped(Object.values(fact).join(' · '))}${problem ? ` <b>${escaped(problem)}</b>` : ''}</figcaption></figure>`,
  );
  return `<!doctype html><meta charset="utf-8"><title>Maobi: every page</title><style>${style}</style>
<form>${choices.join('\n')} <output></output></form><main>${figures.join('\n')}</main><script>${script}</script>\n`;
}

const style = `body{margin:0;font:14px/1.4 system-ui;background:#777}
form{position:sticky;top:0;z-index:1;display:flex;flex-wrap:wrap;gap:16px;padding:10px 16px;background:#fff}
main{display:flex;flex-wrap:wrap;gap:16px;padding:16px}
figure{margin:0;background:#fff}figure[hidden]{display:none}
img{display:block;height:420px}figcaption{padding:4px 8px;max-width:420px}b{color:#b00}`;

const script = `const form=document.querySelector('form'),figures=[...document.querySelectorAll('figure')];
const show=()=>{const chosen=[...new FormData(form)].filter(([,value])=>value);let count=0;
for(const figure of figures){figure.hidden=!chosen.every(([name,value])=>figure.dataset[name]===value);count+=!figure.hidden}
document.querySelector('output').value=count+' pictures'};form.oninput=show;show();`;
