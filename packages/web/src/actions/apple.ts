/** Whether ⌘ does here what Ctrl does elsewhere. */
export const isApple: boolean = /Mac|iPhone|iPad/.test(navigator.userAgent);
