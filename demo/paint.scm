; Paints photographs in the manner of a picture from Script-Fu, as in GIMP's batch mode. README.md shows the call.

; One photograph. CONTENT, STYLE and RESULT are file names; the ending of RESULT chooses the format.
(define (paint-file content style result)
  (let* ((image (car (gimp-file-load RUN-NONINTERACTIVE content content)))
         (photograph (car (gimp-image-get-active-drawable image))))
    (plug-in-neural-style RUN-NONINTERACTIVE image photograph style
                          "default"    ; preset
                          0.5          ; strength, 0 to 1
                          "automatic"  ; size
                          "")          ; further settings, "key=value key=value"
    (gimp-file-save RUN-NONINTERACTIVE image (car (gimp-image-merge-visible-layers image CLIP-TO-IMAGE))
                    result result)
    (gimp-image-delete image)))

; Every photograph that PATTERN names ("/home/me/photos/*.jpg"), as PNG into FOLDER, which must exist. What is there
; already is not painted again, so a batch that was stopped goes on where it was. The first failure ends it.
(define (paint-folder pattern style folder)
  (for-each
    (lambda (content)
      (let* ((name (car (last (strbreakup content "/"))))
             (stem (unbreakupstr (butlast (strbreakup name ".")) "."))
             (result (string-append folder "/" stem ".png")))
        (if (not (file-exists? result))
            (paint-file content style result))))
    (cadr (file-glob pattern 1))))
