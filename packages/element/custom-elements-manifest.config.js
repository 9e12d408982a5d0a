const isPublic = ({name, privacy}) =>
  !/^#|Callback$/.test(name) && !['private', 'protected'].includes(privacy);

/** Config of `cem analyze`, which writes custom-elements.json from the docblocks of src/rtc-call.ts. */
export default {
  globs: ['src/rtc-call.ts', 'src/define.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
  plugins: [
    {
      name: 'public-only',
      /** Removes non-public members, and replaces source paths with published ones. */
      packageLinkPhase({customElementsManifest}) {
        for (const module of customElementsManifest.modules) {
          module.path = module.path.replace(/^src(.*)\.ts$/, 'dist$1.js');
          for (const declaration of module.declarations ?? []) {
            declaration.members = declaration.members?.filter(isPublic);
            // Events found in code have no name here; the docblock documents them.
            declaration.events = declaration.events?.filter(({name}) => name);
          }
          for (const {declaration} of module.exports ?? [])
            if (declaration.module)
              declaration.module = declaration.module.replace(/^\/?src(.*)\.[jt]s$/, 'dist$1.js');
        }
      },
    },
  ],
};
