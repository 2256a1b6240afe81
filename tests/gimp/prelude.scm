; What the tests' scripts have in common. FACTS, DEMO, PICTURES and FOLDER are defined before it by gimp.py; prelude2.scm or
; prelude3.scm comes after it.

; Keeps the sentence of the last error for (attempt), which the interpreter itself does not hand out.
(define last-error "")
(define (throw . words)
  (set! last-error (if (and (pair? words) (string? (car words))) (car words) "error without words"))
  (if (more-handlers?) (apply (pop-handler)) (apply error words)))
(define *error-hook* throw)

; The sentence with which the forms fail, "" if they do not.
(define-macro (attempt . forms) `(catch last-error ,@forms ""))

; Tells the test: a number, a string or a truth under a name.
(define facts (open-output-file FACTS))
(define (fact name value)
  (display name facts) (display "\t" facts) (write value facts) (newline facts))
(define (yes? value) (= (car value) TRUE))

(define (in-folder name) (string-append FOLDER "/" name))
(define (demo name) (string-append DEMO "/" name))
(define STYLE (string-append PICTURES "/street_in_auvers.xcf"))
; Enough to change the picture.
(define QUICK "evaluations=3 coarse_evaluations=3 scales=1")
(define (paint-with image layer settings)
  (neural-style RUN-NONINTERACTIVE image layer STYLE "default" 0.5 "automatic" settings))
(define (paint image layer) (paint-with image layer QUICK))

; A photograph of that size, and its one layer.
(define (photograph width height)
  (let ((image (load-image (string-append PICTURES "/astronaut.xcf"))))
    (gimp-image-scale image width height)
    image))

; What a change to the image would change.
(define (fact-state image name)
  (fact (string-append name ".layers") (layer-count image))
  (fact (string-append name ".channels") (channel-count image))
  (fact (string-append name ".dirty") (yes? (gimp-image-is-dirty image)))
  (fact (string-append name ".undo-open") (not (yes? (gimp-image-undo-is-enabled image)))))
