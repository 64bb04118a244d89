/** The paths of the static site that the mock answers, below the path of the site. */

/** Where the site is: the part of a path before `__mock__/`, without a slash at its end. */
export function findRoot(pathname: string): string {
  const cut = pathname.lastIndexOf('/__mock__/');
  return cut < 0 ? pathname.slice(0, pathname.lastIndexOf('/')) : pathname.slice(0, cut);
}

/** Whether the mock answers a path; everything else is a file of the site. */
export function isMockPath(pathname: string, root: string): boolean {
  return isControlPath(pathname, root) || apiPath.test(pathname.slice(root.length));
}

/** Whether it is one of the control API. */
export function isControlPath(pathname: string, root: string): boolean {
  return pathname.startsWith(`${root}/__mock__/api/`) || pathname === `${root}/__mock__/api`;
}

const apiPath = /^(?:\/backend)?\/api\/v1(?:\/|$)/;
