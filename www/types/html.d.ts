/** The build gives templates as text. */
declare module '*.html' {
  const text: string;
  export default text;
}
