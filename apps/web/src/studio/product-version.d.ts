interface ImportMetaEnv {
  /** Of the product that this page was built with. */
  readonly MAOBI_VERSION: string;
}
