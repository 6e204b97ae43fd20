// Loaded by Electron before the app: native dialogs are written down as they would be shown, and answered with CONTINUITY_TEST_ANSWER.
const { dialog } = require('electron');

dialog.showMessageBox = async (...asked) => {
  process.stdout.write(`dialog ${JSON.stringify(asked.at(-1))}\n`);
  return { response: Number(process.env.CONTINUITY_TEST_ANSWER ?? '0'), checkboxChecked: false };
};
