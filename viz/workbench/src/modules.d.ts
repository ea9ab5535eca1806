/** A module that is loaded from a script of its own when it is needed, once the page is read. */
declare module "*?later" {
  const load: <Module>() => Promise<Module>;
  export default load;
}
