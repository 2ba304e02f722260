/** A fault that a user can mend: what is wrong, where, and what to do. Shown as it is, without a stack. */
export class UserError extends Error {
  readonly where: string;
  readonly todo: string;

  constructor(what: string, where: string, todo: string) {
    super(what);
    this.name = "UserError";
    this.where = where;
    this.todo = todo;
  }
}
