/**
 * Templates as files: Markdown with front matter, the program's own and those in the writer's folder, checked line by line.
 * Implements core's TemplateLibrary port; called by the app that composes the studio.
 */
export { bundledTemplatesFolder } from './bundled-templates.ts';
export { createTemplateLibrary, type TemplateFolders } from './template-library.ts';
