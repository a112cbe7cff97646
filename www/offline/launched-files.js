/** Files that the system opens with the installed page. */

/**
 * What browsers with file handlers have; not yet among TypeScript's declarations.
 * @typedef {{ setConsumer(take: (launch: { files?: readonly FileSystemFileHandle[] }) => void): void }} LaunchQueue
 */

/**
 * Hands over the files that the page is launched with, now and later.
 * @param {(files: FileList) => void} open
 */
export function takeLaunchedFiles(open) {
  const { launchQueue } = /** @type {{ launchQueue?: LaunchQueue }} */ (globalThis);
  launchQueue?.setConsumer(({ files: handles = [] }) => {
    // Without a file it was launched by its icon.
    if (handles.length > 0) void filesOf(handles).then(open, (error) => console.warn(error));
  });
}

/** @param {readonly FileSystemFileHandle[]} handles */
async function filesOf(handles) {
  const transfer = new DataTransfer();
  for (const handle of handles) transfer.items.add(await handle.getFile());
  return transfer.files;
}
