/** A module that is loaded from a script of its own when it is needed. */
declare module "*?later" {
  const load: <Module>() => Module;
  export default load;
}
