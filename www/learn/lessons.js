/** The lessons: what they are called, in the order in which they are read. Their texts stand in the folders of the languages. */

/**
 * @typedef {object} Lesson
 * @property {string} id Names its texts and its questions.
 * @property {Record<string, string>} titles By language.
 * @property {string} asked Case whose capture its questions are about.
 */

/** @type {Lesson[]} */
export const LESSONS = [
  { id: '1-log-in', titles: { en: 'Logging in', vi: 'Đăng nhập' }, asked: 'login' },
  { id: '2-upload', titles: { en: 'Uploading a file', vi: 'Tải tệp lên' }, asked: 'upload-active' },
  { id: '3-download', titles: { en: 'Downloading a file', vi: 'Tải tệp xuống' }, asked: 'download-passive' },
  { id: '4-directories', titles: { en: 'Directories and files', vi: 'Thư mục và tệp' }, asked: 'make-rename-delete' },
  { id: '5-active-passive', titles: { en: 'Active and passive mode', vi: 'Chế độ chủ động và bị động' }, asked: 'active-with-data' },
  { id: '6-epsv-ipv6', titles: { en: 'EPSV over IPv6', vi: 'EPSV trên IPv6' }, asked: 'epsv-ipv6' },
  { id: '7-not-safe', titles: { en: 'Why FTP is not safe', vi: 'Vì sao FTP không an toàn' }, asked: 'passive-with-data' },
];

/** Questions on paper: those of several lessons, each about its own capture. */
export const WORKSHEETS = [
  { id: 'worksheet-1', titles: { en: 'Worksheet 1: the control connection', vi: 'Phiếu bài tập 1: kết nối điều khiển' }, lessons: ['1-log-in', '2-upload', '3-download', '4-directories'] },
  { id: 'worksheet-2', titles: { en: 'Worksheet 2: the data connection', vi: 'Phiếu bài tập 2: kết nối dữ liệu' }, lessons: ['5-active-passive', '6-epsv-ipv6', '7-not-safe'] },
];
