/** Styles are bundled, not read by code. */
declare module "*.css";
