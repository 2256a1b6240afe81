; What differs between versions of GIMP, for 2.10. prelude3.scm has the same for GIMP 3.

(define (load-image file) (car (gimp-file-load RUN-NONINTERACTIVE file file)))
(define (active image) (car (gimp-image-get-active-layer image)))
(define (activate image layer) (gimp-image-set-active-layer image layer))
(define (layer-count image) (car (gimp-image-get-layers image)))
(define (channel-count image) (car (gimp-image-get-channels image)))
(define (child-count group) (car (gimp-item-get-children group)))
(define (image-count) (car (gimp-image-list)))
(define (new-group image) (car (gimp-layer-group-new image)))
(define (new-channel image width height) (car (gimp-channel-new image width height "channel" 50 '(0 0 0))))
(define (new-text image text size) (car (gimp-text-fontname image -1 2 2 text 0 TRUE size PIXELS "Sans")))
(define (float-selection layer) (car (gimp-selection-float layer 2 2)))

; The filter. SETTINGS is "key=value key=value".
(define (neural-style mode image layer style preset strength size settings)
  (car (plug-in-neural-style mode image layer style preset strength size settings)))

; The pixels as they are, in a file for the test to read.
(define (save-pixels image drawable name)
  (file-png-save RUN-NONINTERACTIVE image drawable (in-folder name) name 0 9 0 0 0 0 0))
(define (save-xcf image name)
  (gimp-xcf-save RUN-NONINTERACTIVE image (active image) (in-folder name) name))
(define (save-gif image name)
  (file-gif-save RUN-NONINTERACTIVE image (active image) (in-folder name) name 0 0 0 0))
(define (save-jpeg image name)
  (file-jpeg-save RUN-NONINTERACTIVE image (active image) (in-folder name) name 0.9 0 1 0 "" 2 1 0 0))
(define (save-pfm image layer name)
  (file-pnm-save RUN-NONINTERACTIVE image layer (in-folder name) name TRUE))
(define (convert-to-profile image file)
  (gimp-image-convert-color-profile-from-file image (string-append "file://" file) COLOR-RENDERING-INTENT-PERCEPTUAL FALSE))
(define (serve address port) (plug-in-script-fu-server RUN-NONINTERACTIVE address port ""))
(define (forget-last-values image) image)
