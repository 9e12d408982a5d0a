export default {poweredByHeader: false};
