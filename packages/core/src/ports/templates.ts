import type { Template, TemplateProblem } from '@maobi/contract';

/**
 * Templates port: the forms of text that can be chosen, the program's and the writer's own. Adapter: template-files. Files are read at each
 * question, because they are edited while the studio runs.
 */
export interface TemplateLibrary {
  /** Everything that can be used, and why the other files cannot. An own template stands in place of the bundled one with its id. */
  list(): Promise<{ templates: Template[]; problems: TemplateProblem[] }>;
  /** Throws `not-found`. */
  get(id: string): Promise<Template>;
  /**
   * Writes a bundled template into the writer's folder, so that it can be edited there. Throws `not-found`, `disk-full`,
   * `data-folder-unusable`, and `conflict` when the writer has one already: it is left alone.
   */
  copy(id: string): Promise<{ template: Template; path: string }>;
}
