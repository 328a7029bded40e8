import type { Plugin, Rolldown } from 'vite';

type Program = ReturnType<Rolldown.PluginContext['parse']>;

/**
 * Lets the build leave out what nobody uses of a module of the contract: it makes schemas beside the limits and rules that pages need, and a
 * bundler cannot know that making one changes nothing elsewhere.
 */
export function contractInParts(): Plugin {
  return {
    name: 'contract-in-parts',
    apply: 'build',
    transform: {
      filter: { id: /\/packages\/contract\/src\/[^?]+\.ts$/ },
      handler(code) {
        let marked = code;
        for (const { start, end } of madeValues(this.parse(code)).toReversed()) {
          marked = `${marked.slice(0, start)}/* @__PURE__ */ (() => (${marked.slice(start, end)}))()${marked.slice(end)}`;
        }
        return { code: marked, map: null };
      },
    },
  };
}

/** Where the values stand that a module makes when it is loaded. */
function madeValues({ body }: Program): { readonly start: number; readonly end: number }[] {
  return body
    .map((statement) => (statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement))
    .flatMap((statement) => (statement?.type === 'VariableDeclaration' ? statement.declarations : []))
    .flatMap(({ init }) => (init && !['Literal', 'ArrowFunctionExpression', 'FunctionExpression'].includes(init.type) ? [init] : []));
}
