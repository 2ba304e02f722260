/** Rule books are bundled as text. */
declare module "*.kpi" {
  const text: string;
  export default text;
}
