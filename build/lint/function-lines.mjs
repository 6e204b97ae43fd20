// @ts-check
// Lint rule: a function's own lines are limited; functions inside it count for themselves.
//
// ESLint's own max-lines-per-function counts nested functions twice, which forbids a closure that
// keeps state and returns small functions: the shape that takes the place of classes here.

/** @typedef {{loc: {start: {line: number}, end: {line: number}}}} LocatedNode */

/**
 * Lines that belong to a function and to none of the functions inside it.
 * @param {LocatedNode} node
 * @param {LocatedNode[]} nested the functions directly inside
 */
function ownLines(node, nested) {
  const total = node.loc.end.line - node.loc.start.line + 1;
  // The first line of a nested function stays with its owner: that is where it is mentioned.
  return nested.reduce((left, inner) => left - (inner.loc.end.line - inner.loc.start.line), total);
}

/** @type {import('eslint').Rule.RuleModule} */
export const functionLines = {
  meta: {
    type: 'suggestion',
    schema: [
      {
        type: 'object',
        properties: { max: { type: 'integer', minimum: 1 } },
        required: ['max'],
        additionalProperties: false,
      },
    ],
    messages: {
      long: 'This function has {{lines}} lines of its own; the limit is {{max}} (house style 32).',
    },
  },
  create(context) {
    const { max } = /** @type {{max: number}} */ (context.options[0]);
    /** @type {LocatedNode[][]} */
    const nestedOf = [[]];
    const enter = () => {
      nestedOf.push([]);
    };
    /** @param {import('eslint').Rule.Node} node */
    const leave = (node) => {
      const located = /** @type {LocatedNode} */ (node);
      const lines = ownLines(located, nestedOf.pop() ?? []);
      nestedOf.at(-1)?.push(located);
      if (lines > max) {
        context.report({ node, messageId: 'long', data: { lines: String(lines), max: String(max) } });
      }
    };
    return {
      FunctionDeclaration: enter,
      FunctionExpression: enter,
      ArrowFunctionExpression: enter,
      'FunctionDeclaration:exit': leave,
      'FunctionExpression:exit': leave,
      'ArrowFunctionExpression:exit': leave,
    };
  },
};
