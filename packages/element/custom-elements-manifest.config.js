const isPublic = ({name, privacy}) =>
  !/^#|Callback$/.test(name) && !['private', 'protected'].includes(privacy);

/** For `cem analyze`: what the docblock of src/rtc-call.ts says, as custom-elements.json. */
export default {
  globs: ['src/rtc-call.ts', 'src/define.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
  plugins: [
    {
      name: 'public-only',
      /** Leaves what a page can't use, and points to what is published. */
      packageLinkPhase({customElementsManifest}) {
        for (const module of customElementsManifest.modules) {
          module.path = module.path.replace(/^src(.*)\.ts$/, 'dist$1.js');
          for (const declaration of module.declarations ?? []) {
            declaration.members = declaration.members?.filter(isPublic);
            // What is dispatched somewhere is documented in the docblock, by its name.
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
