/** Forms in plain text for tests that look at a whole run of one. */
export { runForm } from "../../src/conform/answer-forms.ts";
export { readForm } from "../../src/conform/form-file.ts";
