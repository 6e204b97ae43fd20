/**
 * A JMAP capability of this project's own (RFC 8620 section 2): the server takes each Message-ID once for ever, so a submission
 * that is repeated answers with the first one, and one that is submitted and cancelled in one request never goes out (G29, G31).
 */
export const SUBMIT_ONCE = 'urn:continuity-companion:jmap:submit-once';
