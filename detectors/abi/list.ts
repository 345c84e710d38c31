/** A list as a function returns it. */
@unmanaged
export class ListRecord {
  at: usize;
  length: u32;
}
