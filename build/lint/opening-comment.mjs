// @ts-check
// Lint rule: a file opens with a comment that says what it is for (house style 28).

/**
 * Neither the line that names the interpreter nor an instruction to the type checker.
 * @param {{type: string, value: string}} comment
 */
const isProse = (comment) => comment.type !== 'Shebang' && comment.value.trim() !== '@ts-check';

/** @type {import('eslint').Rule.RuleModule} */
export const openingComment = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { missing: 'Open the file with one sentence that says what it is for (house style 28).' },
  },
  create(context) {
    return {
      Program(node) {
        const first = context.sourceCode.getAllComments().find((comment) => isProse(comment));
        const firstToken = context.sourceCode.getFirstToken(node);
        const opens = first && (!firstToken || (first.range?.[1] ?? 0) <= firstToken.range[0]);
        if (!opens) context.report({ loc: { line: 1, column: 0 }, messageId: 'missing' });
      },
    };
  },
};
