// @ts-check
// Lint rule: file and folder names are kebab-case and say what is inside.
import path from 'node:path';

const kebabCase = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*$/;
// Names that fit anything, and so soon hold anything (house style 1).
const vagueNames = new Set([
  'utils',
  'util',
  'helpers',
  'helper',
  'managers',
  'manager',
  'misc',
  'common',
  'index',
]);

/** @type {import('eslint').Rule.RuleModule} */
export const fileName = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      case: '"{{name}}" is not kebab-case (house style 31).',
      vague: '"{{name}}" does not say what is inside (house style 1).',
    },
  },
  create(context) {
    return {
      Program(node) {
        const relative = path.relative(context.cwd, context.filename);
        for (const part of relative.split(path.sep)) {
          const name = part.replace(/\.[cm]?[jt]sx?$/, '');
          if (!kebabCase.test(name)) context.report({ node, messageId: 'case', data: { name: part } });
          if (vagueNames.has(name)) context.report({ node, messageId: 'vague', data: { name: part } });
        }
      },
    };
  },
};
