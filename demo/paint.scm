; Paints photographs in the manner of a picture from Script-Fu, as in GIMP's batch mode: GIMP 3's and 2.10's, which give
; some things other names. README.md shows the call.

(define gimp-3? (defined? 'gimp-get-images))

; The name of an argument for GIMP 3, where README.md writes #:name: 2.10 cannot read that.
(define (argument name) (read (open-input-string (string-append "#:" name " "))))

; Adds the painting as a new layer. STYLE is a file name.
(define (paint-image image style)
  (if gimp-3?
      ; What is left out has its default value.
      (plug-in-neural-style (argument "image") image
                            (argument "drawables") (car (gimp-image-get-selected-drawables image))
                            (argument "style-file") style)
      (plug-in-neural-style RUN-NONINTERACTIVE image (car (gimp-image-get-active-drawable image)) style
                            "default"       ; preset
                            0.5             ; strength, 0 to 1
                            "automatic"     ; size
                            "")))           ; further settings, "key=value key=value"

; One photograph. CONTENT, STYLE and RESULT are file names; the ending of RESULT chooses the format.
(define (paint-file content style result)
  (let ((image (car (if gimp-3?
                        (gimp-file-load RUN-NONINTERACTIVE content)
                        (gimp-file-load RUN-NONINTERACTIVE content content)))))
    (paint-image image style)
    (if gimp-3?
        (gimp-file-save RUN-NONINTERACTIVE image result -1)  ; with the format's own options
        (gimp-file-save RUN-NONINTERACTIVE image (car (gimp-image-merge-visible-layers image CLIP-TO-IMAGE))
                        result result))
    (gimp-image-delete image)))

; Every photograph that PATTERN names ("/home/me/photos/*.jpg"), as PNG into FOLDER, which must exist. What is there
; already is not painted again, so a batch that was stopped goes on where it was. What cannot be painted is named and
; passed over; if there was any, the batch ends with an error.
(define (paint-folder pattern style folder)
  (let ((failed 0))
    (for-each
      (lambda (content)
        (let* ((name (car (reverse (strbreakup content "/"))))
               (stem (unbreakupstr (reverse (cdr (reverse (strbreakup name ".")))) "."))
               (result (string-append folder "/" stem ".png")))
          (if (not (file-exists? result))
              (catch (begin
                       (set! failed (+ failed 1))
                       (gimp-message (string-append content " was not painted: " reason)))
                (paint-file content style result)))))
      (if gimp-3?
          (car (file-glob (argument "pattern") pattern (argument "filename-encoding") TRUE))
          (cadr (file-glob pattern 1))))
    (if (> failed 0)
        (error (string-append "Pictures that were not painted, see above: " (number->string failed))))))

; What went wrong last, which Script-Fu's catch does not tell.
(define reason "")
(define (throw . words)
  (set! reason (unbreakupstr (map (lambda (word) (if (string? word) word (atom->string word))) words) " "))
  (if (more-handlers?) (apply (pop-handler)) (apply error words)))
(define *error-hook* throw)
