use super::*;

#[test]
fn text_lies_beside_what_is_listed() {
    for (path, text) in [
        ("/pub/docs", "/pub/listing of docs.txt"),
        ("/", "/listing.txt"),
        ("", "/listing.txt"),
        ("sub/", "/listing of sub.txt"),
        ("../x", "/listing of x.txt"),
        ("/pub/*.txt", "/pub/listing of *.txt.txt"),
        (r"C:\Temp\in", "/C/Temp/listing of in.txt"),
        (r"/C:/\x", r"/C:/listing of \x.txt"),
        ("DISK$USER:[ANNA]", "/listing of DISK$USER:[ANNA].txt"),
    ] {
        assert_eq!(String::from_utf8_lossy(&text_path(path.as_bytes())), text, "{path}");
    }
}
