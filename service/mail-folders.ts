/** The folders of mail in the data folder. */

/** Raw messages, one file each. */
export const MAIL_FOLDER = 'mail';
/** What clients uploaded. */
export const UPLOAD_FOLDER = 'uploads';
